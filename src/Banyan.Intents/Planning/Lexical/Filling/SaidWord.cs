namespace Banyan.Intents.Planning.Lexical.Filling;

/// <summary>A piece of a message: a word, a mark, or a value that is one piece.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Lower">In lower case.</param>
/// <param name="Stem">The word without its ending; empty for what is no word.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Shape">The name of its shape: <c>word</c>, <c>mark</c>, <c>quote</c>, <c>number</c>, …</param>
internal readonly record struct SaidWord(string Text, string Lower, string Stem, int Start, int End, string Shape)
{
    /// <summary>Whether it is a word.</summary>
    public bool IsWord => Shape == "word";

    /// <summary>Whether it begins with a capital.</summary>
    public bool IsCapital => char.IsUpper(Text[0]);
}
