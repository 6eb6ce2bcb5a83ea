using System.Text.RegularExpressions;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Planning.Lexical.Cards;

/// <summary>A parameter a planner may fill, and how it is found in words.</summary>
internal sealed record ParamCard
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its schema.</summary>
    public required JsonSchema Schema { get; init; }

    /// <summary>Whether the intent can't do without it.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>How it is found.</summary>
    public required ParamKind Kind { get; init; }

    /// <summary>The kind of thing it names, as <c>order</c>; null unless <see cref="Kind"/> is Entity.</summary>
    public string? Entity { get; init; }

    /// <summary>What a value looks like; null when anything does.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>Words of its name, as <c>due date</c> for <c>dueDate</c>.</summary>
    public required IReadOnlyList<string> NameWords { get; init; }

    /// <summary>Stems of its name and description.</summary>
    public required IReadOnlySet<string> Stems { get; init; }

    /// <summary>Reads a parameter.</summary>
    public static ParamCard Read(string name, JsonSchema schema, bool isRequired)
    {
        var words = NameSplitter.Split(name);
        var kind = KindOf(words, schema);
        return new ParamCard
        {
            Name = name,
            Schema = schema,
            IsRequired = isRequired,
            Kind = kind,
            Entity = kind == ParamKind.Entity ? schema.Word("x-banyan-entity") ?? EntityOf(words) : null,
            Pattern = PatternOf(schema.Pattern),
            NameWords = words,
            Stems = words.Concat(Tokenizer.Read(schema.Word("description") ?? "").Where(token => token.Kind == TokenKind.Word).Select(token => token.Text))
                .Select(Stemmer.Stem).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>Whether a word may be a value: it fits the pattern, and without one it holds a digit.</summary>
    public bool Accepts(string value) => Pattern is null ? value.Any(char.IsAsciiDigit) : Fits(value);

    /// <summary>How a question calls it.</summary>
    public string Spoken => Schema.Word("title") is { Length: > 0 } title ? title.ToLowerInvariant() : string.Join(' ', Kind == ParamKind.Entity ? [Entity!] : NameWords);

    private bool Fits(string value)
    {
        try
        {
            return value.Length <= 64 && Pattern!.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static Regex? PatternOf(string? pattern)
    {
        try
        {
            return pattern is null ? null : new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(500));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string EntityOf(IReadOnlyList<string> words) => words.Count > 1 ? string.Join('_', words.Take(words.Count - 1)) : words[0];

    private static ParamKind KindOf(IReadOnlyList<string> words, JsonSchema schema)
    {
        if (schema.Word("x-banyan-entity") is not null && schema.Format != "email")
        {
            return ParamKind.Entity;
        }

        if (schema.Enum.Count > 0)
        {
            return ParamKind.Choice;
        }

        return schema.Type switch
        {
            "boolean" => ParamKind.Flag,
            "number" or "integer" => ParamKind.Number,
            "array" or "object" => ParamKind.Structure,
            _ => TextKind(words, schema.Format),
        };
    }

    private static ParamKind TextKind(IReadOnlyList<string> words, string? format)
    {
        var last = words[^1];
        bool Has(params ReadOnlySpan<string> any)
        {
            foreach (var word in any)
            {
                if (words.Contains(word, StringComparer.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }

        return format is "date" or "date-time" || last is "date" or "day" ? ParamKind.Day
            : format == "email" || Has("email", "mail") ? ParamKind.Email
            : last is "id" or "number" or "no" or "nr" && words.Count > 1 && !Has("phone") ? ParamKind.Entity
            : Has("phone", "telephone", "mobile", "tel") ? ParamKind.Phone
            : Has("street", "address1", "line1") ? ParamKind.Street
            : Has("city", "town") ? ParamKind.City
            : Has("zip", "postcode", "postal", "zipcode") ? ParamKind.Zip
            : last == "address" ? ParamKind.AddressLine
            : Has("text", "message", "comment", "note", "body", "complaint", "description", "details", "feedback") ? ParamKind.FreeText
            : Has("query", "search", "term", "keyword", "keywords", "q") ? ParamKind.Query
            : ParamKind.ShortText;
    }
}
