using System.Text;

namespace Banyan.Gateway.Catalog.Document;

/// <summary>Puts environment variables into values: <c>${VAR}</c> must exist, <c>${VAR:-x}</c> is <c>x</c> when it is absent or empty; <c>$${</c> is a literal <c>${</c>.</summary>
internal static class Variables
{
    /// <summary>Replaces every reference.</summary>
    /// <returns>The text, and the first variable that is missing; then the text is of no use.</returns>
    public static (string Text, string? Missing) Expand(string text, IReadOnlyDictionary<string, string> environment)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
        {
            return (text, null);
        }

        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (text.AsSpan(at).StartsWith("$${", StringComparison.Ordinal))
            {
                result.Append("${");
                at += 3;
                continue;
            }

            var end = text.AsSpan(at).StartsWith("${", StringComparison.Ordinal) ? text.IndexOf('}', at) : -1;
            if (end < 0)
            {
                result.Append(text[at++]);
                continue;
            }

            var reference = VariableReference.Parse(text[(at + 2)..end]);
            if (reference.Value(environment) is not { } value)
            {
                return ("", reference.Name);
            }

            result.Append(value);
            at = end + 1;
        }

        return (result.ToString(), null);
    }
}

/// <summary>The inside of a <c>${...}</c>.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Default">Its value when absent or empty; null when it must exist.</param>
internal readonly record struct VariableReference(string Name, string? Default)
{
    public static VariableReference Parse(string inside)
    {
        var at = inside.IndexOf(":-", StringComparison.Ordinal);
        return at < 0 ? new VariableReference(inside.Trim(), null) : new VariableReference(inside[..at].Trim(), inside[(at + 2)..]);
    }

    /// <summary>The reference a whole text consists of; null when the text is anything else.</summary>
    public static VariableReference? Whole(string text)
    {
        var trimmed = text.Trim();
        return trimmed.StartsWith("${", StringComparison.Ordinal) && trimmed.IndexOf('}', StringComparison.Ordinal) == trimmed.Length - 1 ? Parse(trimmed[2..^1]) : null;
    }

    public string? Value(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue(Name, out var value) && (value.Length > 0 || Default is null) ? value : Default;
}
