namespace Banyan.Intents;

/// <summary>What a conversation waits for a yes to.</summary>
/// <param name="RunId">The run that asks.</param>
/// <param name="Code">The code of the yes, as <c>7K3Q</c>.</param>
/// <param name="Text">What is to be done, in plain words.</param>
public sealed record OpenQuestion(string RunId, string Code, string Text);
