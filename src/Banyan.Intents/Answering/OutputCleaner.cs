using System.Text;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Answering;

/// <summary>Takes out of text what could act on whoever shows it: control bytes, terminal escapes, HTML tags, links to hosts outside the allow-list.</summary>
internal sealed class OutputCleaner(IIntentSettings settings)
{
    /// <summary>The text, safe to show.</summary>
    public string Clean(string text)
    {
        var plain = WithoutTags(WithoutControls(text));
        return plain.Contains("://", StringComparison.Ordinal) ? WithoutLinks(plain) : plain;
    }

    private static string WithoutControls(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0000', '\u001f') && !text.AsSpan().ContainsAnyInRange('\u007f', '\u009f') && !text.AsSpan().ContainsAnyInRange('\u202a', '\u202e') && !text.AsSpan().ContainsAnyInRange('\u2066', '\u2069'))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\n' or '\t' || !(char.IsControl(c) || c is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069'))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    /// <summary>A tag is a less-than sign followed by a letter, a slash or an exclamation mark, up to its end; a lone sign stays.</summary>
    private static string WithoutTags(string text)
    {
        var at = text.IndexOf('<', StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        var from = 0;
        while (at >= 0)
        {
            var opens = at + 1 < text.Length && (char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '/' or '!');
            var end = opens ? text.IndexOf('>', at) : -1;
            if (end > 0)
            {
                clean.Append(text, from, at - from);
                from = end + 1;
            }

            at = text.IndexOf('<', end > 0 ? from : at + 1);
        }

        return clean.Append(text, from, text.Length - from).ToString();
    }

    private string WithoutLinks(string text)
    {
        var words = text.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            var scheme = words[i].IndexOf("://", StringComparison.Ordinal);
            if (scheme > 0 && !IsAllowed(words[i]))
            {
                words[i] = "[link removed]";
            }
        }

        return string.Join(' ', words);
    }

    private bool IsAllowed(string word)
    {
        var start = word.IndexOf("http", StringComparison.OrdinalIgnoreCase);
        return start >= 0
            && Uri.TryCreate(word[start..].TrimEnd('.', ',', ')', ']', '!', '?', '"'), UriKind.Absolute, out var link)
            && settings.Current.AllowedLinks.Any(host => link.Host.Equals(host, StringComparison.OrdinalIgnoreCase) || link.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase));
    }
}
