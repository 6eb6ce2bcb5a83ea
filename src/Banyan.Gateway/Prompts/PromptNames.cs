using System.Buffers;

namespace Banyan.Gateway.Prompts;

/// <summary>What prompts and labels may be called: words that stand in a reference, a path and a header without being quoted.</summary>
internal static class PromptNames
{
    /// <summary>The longest name.</summary>
    public const int MostLength = 128;

    private const int MostLabelLength = 64, MostSegments = 8;
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Whether a name is one to eight words of small letters, digits, <c>- _ .</c>, parted by slashes, each beginning with a letter or digit.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= MostLength && name.Split('/') is { Length: <= MostSegments } words && Array.TrueForAll(words, IsWord);

    /// <summary>Whether a label is one such word.</summary>
    public static bool IsLabel(string label) => label.Length is > 0 and <= MostLabelLength && IsWord(label);

    private static bool IsWord(string word) => word.Length > 0 && char.IsAsciiLetterOrDigit(word[0]) && !word.AsSpan().ContainsAnyExcept(Letters);
}
