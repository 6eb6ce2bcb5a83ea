namespace Banyan.Intents.Spine;

/// <summary>An operator's stage for an intent.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Percent">Share of people on the modern side, for a canary; 0 to 100.</param>
/// <param name="Sample">Share of reads that are shadowed; 0 to 1.</param>
internal sealed record StageSetting(Stage Stage, double Percent = 0, double Sample = 1);
