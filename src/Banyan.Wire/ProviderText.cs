using System.Buffers;
using System.Text;

namespace Banyan.Wire;

/// <summary>Makes an upstream's error text fit to be shown to a caller: keys and foreign account ids are masked, and it is kept short.</summary>
internal static class ProviderText
{
    private const int MaxLength = 1000;
    private const string Mask = "***";

    private static readonly SearchValues<char> WordChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private static readonly string[] KeyPrefixes = ["sk-", "AIza", "AQ.", "ya29.", "key-", "org-", "proj_", "gsk_", "xai-"];

    private static readonly string[] IdPrefixes = ["projects/", "project_number:", "project:", "consumer:"];

    /// <summary>Masks and shortens; the fallback is used when there is no text.</summary>
    public static string Clean(string? text, string fallback)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return fallback;
        }

        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length && kept.Length < MaxLength;)
        {
            var atWord = i == 0 || !WordChars.Contains(text[i - 1]);
            if (atWord && MaskedPrefix(text.AsSpan(i)) is { } prefix)
            {
                kept.Append(text, i, prefix).Append(Mask);
                i += prefix;
                var rest = text.AsSpan(i).IndexOfAnyExcept(WordChars);
                i = rest < 0 ? text.Length : i + rest;
            }
            else
            {
                kept.Append(char.IsControl(text[i]) ? ' ' : text[i]);
                i++;
            }
        }

        return kept.ToString();
    }

    private static int? MaskedPrefix(ReadOnlySpan<char> text)
    {
        foreach (var prefix in KeyPrefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal) && WordLength(text[prefix.Length..]) >= 8)
            {
                return prefix.Length;
            }
        }

        foreach (var prefix in IdPrefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal) && WordLength(text[prefix.Length..]) > 0)
            {
                return prefix.Length;
            }
        }

        return null;
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(WordChars);
        return end < 0 ? text.Length : end;
    }
}
