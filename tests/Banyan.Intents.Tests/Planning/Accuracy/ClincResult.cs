namespace Banyan.Intents.Tests.Planning.Accuracy;

/// <summary>What one run over the sentences came to.</summary>
/// <param name="Right">Right best intents, percent.</param>
/// <param name="Auc">How well sentences of no intent are told apart, 0.5 to 1.</param>
/// <param name="Accepted">Sentences believed where 5 % of those of no intent are, percent.</param>
/// <param name="RightOfAccepted">Right ones of those, percent.</param>
/// <param name="Build">Time to build the index.</param>
/// <param name="ScoreMs">95th percentile of scoring a sentence.</param>
internal sealed record ClincResult(double Right, double Auc, double Accepted, double RightOfAccepted, TimeSpan Build, double ScoreMs);
