using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Stepping;

/// <summary>What is left when nothing more can be done.</summary>
/// <param name="Waits">Units that wait for a yes.</param>
/// <param name="Asks">Questions of units that lack an argument.</param>
/// <param name="IsStopped">Whether the user or the clock stopped the run.</param>
/// <param name="Times">Where the time went.</param>
internal sealed record RunRest(IReadOnlyList<UnitEnd.Waits> Waits, IReadOnlyList<Clarification> Asks, bool IsStopped, RunTimes Times);
