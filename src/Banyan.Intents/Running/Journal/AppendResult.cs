using Banyan.Gateway.Spine;

namespace Banyan.Intents.Running.Journal;

/// <summary>What became of an append.</summary>
/// <param name="Outcome">Whether it was written.</param>
/// <param name="Head">Number of the last event; 0 when nothing was written.</param>
/// <param name="IsCancelAsked">Whether somebody wants the run to stop.</param>
public sealed record AppendResult(AppendOutcome Outcome, long Head, bool IsCancelAsked)
{
    /// <summary>The name that was taken with it; null when none was asked for.</summary>
    public Lease? Turn { get; init; }
}
