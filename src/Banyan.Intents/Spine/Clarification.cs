namespace Banyan.Intents.Spine;

/// <summary>A question that goes back to the user.</summary>
/// <param name="Question">The words.</param>
/// <param name="Missing">What the reply is to fill.</param>
/// <param name="Candidates">Keys of intents the reply chooses from; empty when it fills a parameter.</param>
internal sealed record Clarification(string Question, IReadOnlyList<MissingArgument> Missing, IReadOnlyList<string> Candidates);
