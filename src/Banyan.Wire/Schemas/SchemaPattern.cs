using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Banyan.Wire.Schemas;

/// <summary>A schema's pattern, compiled once for as long as the schema lives. Patterns come from backends: length and time are bounded.</summary>
/// <remarks>Patterns are ECMAScript's. There <c>$</c> stands for the very end and <c>\d</c> for ten digits; .NET's <c>$</c> lets a line break
/// follow, and its <c>\d</c> takes any script's digits, so that an id could smuggle both.</remarks>
internal sealed class SchemaPattern
{
    /// <summary>Longer patterns are refused.</summary>
    public const int MaxLength = 1000;

    /// <summary>Longer texts are not matched.</summary>
    public const int MaxText = 100_000;

    private static readonly ConditionalWeakTable<JsonSchema, SchemaPattern> Known = [];

    private readonly Regex? _regex;
    private readonly string _written;

    private SchemaPattern(string written) => (_written, _regex) = (written, Compile(written));

    /// <summary>The compiled pattern of a schema that has one.</summary>
    public static SchemaPattern Of(JsonSchema schema) => Known.GetValue(schema, static one => new SchemaPattern(one.Pattern ?? ""));

    /// <summary>Why a text does not fit; null when it does.</summary>
    public string? Fault(string text)
    {
        if (_regex is null)
        {
            return $"can't be checked: its pattern is no usable expression of at most {MaxLength} characters";
        }

        if (text.Length > MaxText)
        {
            return $"is too long for its pattern: at most {MaxText} characters";
        }

        try
        {
            return _regex.IsMatch(text) ? null : $"must match {(_written.Length <= 80 ? _written : _written[..80] + "…")}";
        }
        catch (RegexMatchTimeoutException)
        {
            return "can't be checked: matching its pattern takes too long";
        }
    }

    private static Regex? Compile(string written)
    {
        if (written.Length > MaxLength)
        {
            return null;
        }

        var time = TimeSpan.FromSeconds(1);
        try
        {
            return new Regex(AtTheVeryEnd(written), RegexOptions.ECMAScript, time);
        }
        catch (ArgumentException)
        {
            // \p{L} and lookbehind are ECMAScript today, but not in .NET's form of it.
        }

        try
        {
            return new Regex(AtTheVeryEnd(written), RegexOptions.CultureInvariant, time);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Turns an unescaped $ outside of a class into \z.
    private static string AtTheVeryEnd(string written)
    {
        var read = new StringBuilder(written.Length + 4);
        var isInClass = false;
        for (var i = 0; i < written.Length; i++)
        {
            var c = written[i];
            if (c == '\\' && i + 1 < written.Length)
            {
                read.Append(c).Append(written[++i]);
                continue;
            }

            isInClass = c == '[' || (isInClass && c != ']');
            read.Append(c == '$' && !isInClass ? @"\z" : c.ToString());
        }

        return read.ToString();
    }
}
