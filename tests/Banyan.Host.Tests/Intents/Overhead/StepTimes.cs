namespace Banyan.Host.Tests.Intents.Overhead;

/// <summary>What was measured of one kind of step, in milliseconds, sorted.</summary>
/// <param name="Above">Between the backend's last answer of a step and its last answer of the step before, without the backend's own time, one a step.</param>
/// <param name="Direct">The same between bare calls of one client after another, one a call.</param>
/// <param name="Commit">A page written to the disk and waited for, one a call: what a step that must be on disk first can't go below.</param>
/// <param name="Message">From the message to its whole answer, one a message.</param>
internal sealed record StepTimes(IReadOnlyList<double> Above, IReadOnlyList<double> Direct, IReadOnlyList<double> Commit, IReadOnlyList<double> Message)
{
    /// <summary>What the orchestrator adds to a step over a bare call in the middle of the same minute.</summary>
    public double Added(int percent) => At(Above, percent) - At(Direct, 50);

    /// <summary>The value that so many of a hundred stay below.</summary>
    public static double At(IReadOnlyList<double> sorted, int percent) => sorted[Math.Min(sorted.Count * percent / 100, sorted.Count - 1)];
}
