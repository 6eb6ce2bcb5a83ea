using System.Buffers;
using System.Text;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Takes provider keys and organisation ids out of an upstream's error text.</summary>
internal static class SecretMask
{
    private static readonly string[] Marks = ["sk-", "org-", "proj_", "sess-", "Bearer "];

    private static readonly SearchValues<char> Inside = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_*.");

    public static string Clean(string text)
    {
        foreach (var mark in Marks)
        {
            text = Clean(text, mark);
        }

        return text;
    }

    private static string Clean(string text, string mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        var from = 0;
        while (at >= 0)
        {
            var tail = text.AsSpan(at + mark.Length).IndexOfAnyExcept(Inside);
            var end = tail < 0 ? text.Length : at + mark.Length + tail;
            // Short runs are words ("sk-based"), not keys.
            var isSecret = end - at - mark.Length >= 6;
            clean.Append(text, from, at - from).Append(isSecret ? mark + "***" : text[at..end]);
            from = end;
            at = text.IndexOf(mark, end, StringComparison.Ordinal);
        }

        return clean.Append(text, from, text.Length - from).ToString();
    }
}
