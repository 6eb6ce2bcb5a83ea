namespace Banyan.Intents.Spine;

/// <summary>How long one tenant's conversations and runs are kept.</summary>
/// <param name="KeepDays">Days after the last message; null for as long as everybody's.</param>
/// <param name="JournalDays">Days after a run began; null for as long as everybody's.</param>
internal sealed record TenantMemory(int? KeepDays, int? JournalDays);
