namespace Banyan.Intents.Planning.Lexical.Words;

/// <summary>A word, number or mark of a text.</summary>
/// <param name="Text">Lower case, without accents; contractions are spelled out. A quote keeps its case.</param>
/// <param name="Stem">The word without its ending.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends in the text.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct Token(string Text, string Stem, int Start, int End, TokenKind Kind)
{
    /// <summary>Whether it is this word.</summary>
    public bool Is(string word) => string.Equals(Text, word, StringComparison.Ordinal);

    /// <summary>Whether it is one of these words.</summary>
    public bool IsAny(ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Is(word))
            {
                return true;
            }
        }

        return false;
    }
}
