using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Scoring;

/// <summary>A text that belongs to an intent.</summary>
/// <param name="Label">Number of the intent.</param>
/// <param name="Tokens">The text.</param>
/// <param name="Kind">What it is to the intent.</param>
internal sealed record LabelledText(int Label, IReadOnlyList<Token> Tokens, TextKind Kind);
