namespace Banyan.Intents.Running.State;

/// <summary>A piece of an answer.</summary>
/// <param name="Text">The words.</param>
internal sealed record AnswerPiece(string Text);
