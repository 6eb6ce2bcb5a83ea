namespace Banyan.Gateway.Prompts.Metrics;

/// <summary>What the store adds up of a version over a window.</summary>
/// <param name="Count">The counts; its hour is the window's beginning.</param>
/// <param name="Times">Times by kind and bucket.</param>
/// <param name="Scores">Scores given.</param>
/// <param name="ScoreSum">Their sum.</param>
public sealed record VersionSums(VersionCount Count, IReadOnlyList<TimeCount> Times, long Scores, double ScoreSum);
