namespace Banyan.Intents.Spine;

/// <summary>How much of conversations is remembered.</summary>
/// <param name="Messages">Last messages a planner sees.</param>
/// <param name="Tokens">Bound on them.</param>
/// <param name="Past">Earlier conversations it sees.</param>
/// <param name="PastDays">How old those may be.</param>
/// <param name="KeepDays">Days after the last message until a conversation is erased.</param>
internal sealed record MemorySettings(int Messages = 40, int Tokens = 8000, int Past = 3, int PastDays = 30, int KeepDays = 30);
