using System.Text.Json;

namespace Banyan.Intents.Mapping;

/// <summary>Reads the <c>map</c> member of an intent.</summary>
/// <remarks>
/// Shape: <c>rename {intent: backend}</c>, <c>const {backend: value}</c>, <c>enum {intent: {value: word}}</c>, <c>scale {intent: {from, by}}</c>, <c>date {intent: {from, format}}</c>,
/// <c>join {backend: {parts: [intent...], separator}}</c>, <c>split {intent: {parts: [backend...], separator}}</c>, <c>unwrap "$.data"</c>. <c>from</c> may be left out when the names are equal or renamed.
/// </remarks>
internal sealed class FieldMapReader
{
    private const string Known = "rename const enum scale date join split unwrap";
    private readonly List<string> _errors = [];

    private FieldMapReader()
    {
    }

    /// <summary>Reads a map.</summary>
    /// <param name="source">The JSON object; undefined for no map.</param>
    /// <param name="place">Where it stands, for the messages.</param>
    /// <param name="errors">Everything that is wrong; empty when the map is good.</param>
    public static FieldMap Read(JsonElement source, string place, out IReadOnlyList<string> errors)
    {
        var reader = new FieldMapReader();
        errors = reader._errors;
        return source.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? FieldMap.None : reader.Map(source, place);
    }

    private FieldMap Map(JsonElement source, string place)
    {
        foreach (var member in Members(source, place).Where(member => !Known.Split(' ').Contains(member.Name, StringComparer.Ordinal)))
        {
            _errors.Add($"{place}.{member.Name}: unknown; a map has {Known}.");
        }

        var rename = Of(source, place, "rename", Text);
        var map = new FieldMap
        {
            Rename = rename,
            Const = Of(source, place, "const", (value, _) => value.Clone()),
            Enum = Of<IReadOnlyDictionary<string, string>>(source, place, "enum", Words),
            Scale = Of(source, place, "scale", (value, at) => Scale(value, at, rename)),
            Date = Of(source, place, "date", (value, at) => Date(value, at, rename)),
            Join = Of(source, place, "join", Join),
            Split = Of(source, place, "split", Join),
            Unwrap = source.ValueKind == JsonValueKind.Object && source.TryGetProperty("unwrap", out var unwrap) ? Text(unwrap, $"{place}.unwrap") : null,
        };
        foreach (var twice in map.Rename.GroupBy(pair => pair.Value, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            _errors.Add($"{place}.rename: {string.Join(" and ", twice.Select(pair => pair.Key))} are both '{twice.Key}'.");
        }

        return map;
    }

    private Dictionary<string, T> Of<T>(JsonElement source, string place, string kind, Func<JsonElement, string, T?> read)
        where T : notnull
    {
        var rules = new Dictionary<string, T>(StringComparer.Ordinal);
        if (source.ValueKind == JsonValueKind.Object && source.TryGetProperty(kind, out var group))
        {
            foreach (var member in Members(group, $"{place}.{kind}"))
            {
                if (read(member.Value, $"{place}.{kind}.{member.Name}") is { } rule)
                {
                    rules[member.Name] = rule;
                }
            }
        }

        return rules;
    }

    private List<JsonProperty> Members(JsonElement source, string place)
    {
        if (source.ValueKind == JsonValueKind.Object)
        {
            // Kept answers have their members sorted: a map read from either must make the same schema, and so the same hash.
            return [.. source.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal)];
        }

        _errors.Add($"{place}: an object is wanted, this is {source.ValueKind}.");
        return [];
    }

    private string? Text(JsonElement value, string place)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        _errors.Add($"{place}: a name is wanted, this is {value.ValueKind}.");
        return null;
    }

    private IReadOnlyDictionary<string, string> Words(JsonElement value, string place)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in Members(value, place))
        {
            if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
            {
                _errors.Add($"{place}.{member.Name}: a word is wanted, this is {member.Value.ValueKind}.");
                continue;
            }

            var word = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();
            if (words.ContainsValue(word))
            {
                _errors.Add($"{place}.{member.Name}: '{word}' stands for two values, so it can't be read back.");
            }

            words[member.Name] = word;
        }

        return words;
    }

    private ScaleRule? Scale(JsonElement value, string place, Dictionary<string, string> rename)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("by", out var by) || by.ValueKind != JsonValueKind.Number || !by.TryGetDecimal(out var factor) || factor == 0)
        {
            _errors.Add($"{place}: {{ from, by }} is wanted, by a number that is not 0.");
            return null;
        }

        return From(value, place, rename) is { } from ? new ScaleRule(from, factor) : null;
    }

    private DateRule? Date(JsonElement value, string place, Dictionary<string, string> rename)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.String || !DateText.IsUsable(format.GetString()!))
        {
            _errors.Add($"{place}: {{ from, format }} is wanted, with a format as dd.MM.yyyy that holds day, month and year.");
            return null;
        }

        return From(value, place, rename) is { } from ? new DateRule(from, format.GetString()!) : null;
    }

    private string? From(JsonElement value, string place, Dictionary<string, string> rename)
    {
        var name = place[(place.LastIndexOf('.') + 1)..];
        return value.TryGetProperty("from", out var from) ? Text(from, $"{place}.from") : rename.GetValueOrDefault(name, name);
    }

    private JoinRule? Join(JsonElement value, string place)
    {
        var parts = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("parts", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(part => part.ValueKind == JsonValueKind.String ? part.GetString()! : "").ToList()
            : [];
        if (parts.Count < 2 || parts.Contains(""))
        {
            _errors.Add($"{place}: {{ parts, separator }} is wanted, with at least two names.");
            return null;
        }

        var separator = value.TryGetProperty("separator", out var between) ? Text(between, $"{place}.separator") : " ";
        return separator is null ? null : new JoinRule(parts, separator);
    }
}
