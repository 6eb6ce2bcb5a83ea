using System.Text;

namespace Banyan.Intents.Checking.Output;

/// <summary>Takes tags, comments, scripts and styles out of text in one pass. What only begins like a tag is kept, and made unlike one by a blank.</summary>
internal static class MarkupTags
{
    /// <summary>The text without them.</summary>
    public static string Without(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '<' || !IsOpening(text, at))
            {
                kept.Append(text[at++]);
            }
            else if (End(text, at) is { } end)
            {
                at = end;
            }
            else
            {
                // The next sentence might close it.
                kept.Append("< ");
                at++;
            }
        }

        return kept.ToString();
    }

    private static bool IsOpening(string text, int at) => at + 1 < text.Length && (char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '/' or '!' or '?');

    private static int? End(string text, int at)
    {
        if (Starts(text, at, "<!--"))
        {
            return After(text, at + 4, "-->");
        }

        var close = text.IndexOfAny(['<', '>'], at + 1);
        if (close < 0 || text[close] == '<')
        {
            return null;
        }

        // What a script or style holds is nothing for a person; without an end its tag alone goes.
        foreach (var name in (ReadOnlySpan<string>)["script", "style"])
        {
            if (Starts(text, at, "<" + name) && After(text, close, "</" + name) is { } begin)
            {
                return After(text, begin, ">") ?? text.Length;
            }
        }

        return close + 1;
    }

    // A bounded look ahead keeps many openings without an end from costing their product.
    private static int? After(string text, int from, string mark)
    {
        const int Most = 2000;
        var found = text.IndexOf(mark, from, Math.Min(Most, text.Length - from), StringComparison.OrdinalIgnoreCase);
        return found < 0 ? null : found + mark.Length;
    }

    private static bool Starts(string text, int at, string mark) => text.AsSpan(at).StartsWith(mark, StringComparison.OrdinalIgnoreCase);
}
