using System.Globalization;

namespace Banyan.Gateway.Prompts;

/// <summary>How a caller names a prompt: an id, <c>name</c>, <c>name@label</c> or <c>name:7</c>.</summary>
/// <param name="Name">The name; empty when an id was given.</param>
/// <param name="Id">Id of a prompt or of a version; null when a name was given.</param>
/// <param name="Label">The label; null when none was given.</param>
/// <param name="Number">The version's number; null when none was given.</param>
internal readonly record struct PromptReference(string Name, Guid? Id, string? Label, int? Number)
{
    /// <summary>Reads one; null when it is none.</summary>
    public static PromptReference? Read(string text)
    {
        if (text.Length > PromptNames.MostLength * 2)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "D", out var id))
        {
            return new PromptReference("", id, null, null);
        }

        var cut = text.AsSpan().IndexOfAny('@', ':');
        var name = cut < 0 ? text : text[..cut];
        if (!PromptNames.IsName(name))
        {
            return null;
        }

        var rest = cut < 0 ? "" : text[(cut + 1)..];
        if (cut < 0)
        {
            return new PromptReference(name, null, null, null);
        }

        if (text[cut] == '@')
        {
            return PromptNames.IsLabel(rest) ? new PromptReference(name, null, rest, null) : null;
        }

        return int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? new PromptReference(name, null, null, number) : null;
    }
}
