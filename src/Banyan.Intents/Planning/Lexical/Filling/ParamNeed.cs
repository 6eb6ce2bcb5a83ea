using System.Text.Json;
using System.Text.RegularExpressions;
using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Planning.Lexical.Filling;

/// <summary>What a parameter of a given step wants, from its name, type and description.</summary>
internal sealed partial class ParamNeed
{
    private static readonly string[] Switches = ["include", "has", "is", "allow", "allowed", "with", "flag"];

    /// <summary>Reads it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="isRequired">Whether the step can't do without it.</param>
    /// <param name="own">Stems of the step's own name, which say nothing of the parameter.</param>
    public ParamNeed(string name, JsonSchema schema, bool isRequired, IReadOnlySet<string> own)
    {
        (Name, Schema, IsRequired) = (name, schema, isRequired);
        Words = NameSplitter.Split(name).ToHashSet(StringComparer.Ordinal);
        Stems = StemsOf(string.Join(' ', Words));
        Description = (schema.Word("description") ?? "").ToLowerInvariant();
        About = StemsOf(Description).Except(own, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        Core = Words.Except(Switches, StringComparer.Ordinal).Select(Stemmer.Stem).ToHashSet(StringComparer.Ordinal);
        Sort = SortOf();
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its schema.</summary>
    public JsonSchema Schema { get; }

    /// <summary>Whether the step can't do without it.</summary>
    public bool IsRequired { get; }

    /// <summary>Words of its name.</summary>
    public IReadOnlySet<string> Words { get; }

    /// <summary>Their stems.</summary>
    public IReadOnlySet<string> Stems { get; }

    /// <summary>Its description in lower case.</summary>
    public string Description { get; }

    /// <summary>Stems of its description.</summary>
    public IReadOnlySet<string> About { get; }

    /// <summary>What a switch is about: <c>special characters</c> of <c>include_special_characters</c>.</summary>
    public IReadOnlySet<string> Core { get; }

    /// <summary><c>text number list choice switch email link phone day time</c>, or <c>object</c>, which words never fill.</summary>
    public string Sort { get; }

    /// <summary>Whether a switch says so by its name.</summary>
    public bool IsSwitch => Array.IndexOf(Switches, NameSplitter.Split(Name)[0]) >= 0;

    /// <summary>Stems of a text that say something.</summary>
    public static HashSet<string> StemsOf(string text) =>
        Letters().Matches(text).Select(match => match.Value.ToLowerInvariant()).Where(word => !StopWords.Has(word)).Select(Stemmer.Stem).ToHashSet(StringComparer.Ordinal);

    private string SortOf() => Schema.Type switch
    {
        "array" => "list",
        "boolean" => "switch",
        "object" => "object",
        "integer" or "number" => "number",
        _ when Schema.Enum.Count > 0 => Schema.Enum.All(one => one.ValueKind == JsonValueKind.String && one.GetString() is "True" or "False") ? "switch" : "choice",
        _ when Words.Contains("email") => "email",
        _ when Words.Overlaps(["url", "website"]) => "link",
        _ when Words.Contains("phone") => "phone",
        _ when Words.Overlaps(["date", "birthdate", "birthday", "deadline", "dob"]) => "day",
        _ when Words.Contains("time") && !Words.Contains("zone") => "time",
        _ when Words.Overlaps(["number", "amount", "size", "seats", "count", "days"]) && Description.Contains("number of", StringComparison.Ordinal) => "number",
        _ => "text",
    };

    [GeneratedRegex("[A-Za-z]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Letters();
}
