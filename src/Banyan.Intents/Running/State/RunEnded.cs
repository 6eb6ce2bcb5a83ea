using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.State;

/// <summary>The end of a run.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="ModelCalls">Model calls it made.</param>
/// <param name="Tokens">Tokens it spent.</param>
/// <param name="Usd">Dollars it spent.</param>
internal sealed record RunEnded(RunStatus Status, int ModelCalls, int Tokens, decimal Usd);
