using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Output;

/// <summary>One run's placeholders: numbered by kind in the order of the plan, the same value always the same. Not thread-safe.</summary>
internal sealed partial class PlaceholderTable(string nonce, IntentCatalogue catalogue) : IPlaceholderTable
{
    // Shorter values stand in too many words that are not theirs.
    private const int LeastSearched = 4;

    private readonly Dictionary<string, string> _byValue = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Takes in the personal values of a result.</summary>
    public void Learn(StepOutcome outcome)
    {
        if (outcome.Value is { } value && SchemaOf(outcome) is { } schema)
        {
            Walk("", schema, value, isPersonal: false);
        }
    }

    /// <inheritdoc/>
    public JsonElement Hide(StepOutcome outcome)
    {
        Learn(outcome);
        return outcome.Value is { } value
            ? JsonObjects.Made(writer => Write(writer, "", SchemaOf(outcome) ?? JsonSchema.Any, (value, false)))
            : JsonObjects.Made(writer => writer.WriteNullValue());
    }

    /// <inheritdoc/>
    public string Hide(string text)
    {
        // A placeholder in what comes from outside is a text like any other.
        var safe = Form().Replace(text, match => PlaceholderOf("TEXT", match.Value));
        foreach (var (value, placeholder) in _byValue.Where(pair => pair.Key.Length >= LeastSearched && !pair.Value.StartsWith("[TEXT_", StringComparison.Ordinal)).OrderByDescending(pair => pair.Key.Length).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            safe = ReplaceWhole(safe, value, placeholder);
        }

        return safe;
    }

    /// <inheritdoc/>
    public string Restore(string text) => Form().Replace(text, match =>
    {
        var kind = Separators().Replace(match.Groups["kind"].Value, "_").ToUpperInvariant();
        var said = match.Groups["nonce"];
        var isOurs = !said.Success || string.Equals(said.Value, nonce, StringComparison.OrdinalIgnoreCase);
        return isOurs && _values.TryGetValue($"{kind}_{match.Groups["number"].Value.TrimStart('0')}", out var value) ? value : match.Value;
    });

    private JsonSchema? SchemaOf(StepOutcome outcome) => catalogue.Intents.GetValueOrDefault(outcome.Intent)?.Result;

    private void Walk(string name, JsonSchema schema, JsonElement value, bool isPersonal)
    {
        var isOwnPersonal = isPersonal || PersonalKinds.IsPersonal(schema);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Walk(member.Name, schema.Properties.GetValueOrDefault(member.Name) ?? JsonSchema.Any, member.Value, isOwnPersonal);
                }

                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                {
                    Walk(name, schema.Items ?? JsonSchema.Any, element, isOwnPersonal);
                }

                break;
            case JsonValueKind.String or JsonValueKind.Number when isOwnPersonal:
                PlaceholderOf(PersonalKinds.Of(name, schema), value.ToString());
                break;
        }
    }

    private void Write(Utf8JsonWriter writer, string name, JsonSchema schema, (JsonElement Value, bool IsPersonal) at)
    {
        var isPersonal = at.IsPersonal || PersonalKinds.IsPersonal(schema);
        switch (at.Value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in at.Value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Name, schema.Properties.GetValueOrDefault(member.Name) ?? JsonSchema.Any, (member.Value, isPersonal));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var element in at.Value.EnumerateArray())
                {
                    Write(writer, name, schema.Items ?? JsonSchema.Any, (element, isPersonal));
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String or JsonValueKind.Number when isPersonal && at.Value.ToString().Length > 0:
                writer.WriteStringValue(PlaceholderOf(PersonalKinds.Of(name, schema), at.Value.ToString()));
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Hide(at.Value.GetString()!));
                break;
            default:
                at.Value.WriteTo(writer);
                break;
        }
    }

    private string PlaceholderOf(string kind, string value)
    {
        if (value.Length == 0 || _byValue.TryGetValue(value, out var known))
        {
            return value.Length == 0 ? value : _byValue[value];
        }

        var number = _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        var key = string.Create(CultureInfo.InvariantCulture, $"{kind}_{number}");
        known = $"[{key}_{nonce}]";
        (_byValue[value], _values[key]) = (known, value);
        return known;
    }

    private static string ReplaceWhole(string text, string value, string placeholder)
    {
        for (var at = text.IndexOf(value, StringComparison.Ordinal); at >= 0; at = text.IndexOf(value, at, StringComparison.Ordinal))
        {
            var end = at + value.Length;
            var isWhole = (at == 0 || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(value[0])) && (end == text.Length || !char.IsLetterOrDigit(text[end]) || !char.IsLetterOrDigit(value[^1]));
            text = isWhole ? string.Concat(text.AsSpan(0, at), placeholder, text.AsSpan(end)) : text;
            at = isWhole ? at + placeholder.Length : end;
            if (at >= text.Length)
            {
                break;
            }
        }

        return text;
    }

    // With its nonce in any brackets or none; without it only in brackets. Case and separators may differ: models rewrite them.
    [GeneratedRegex(
        @"(?:\\?\[){1,2}(?<kind>[A-Z]{2,12}(?:(?:\\?_|[ -])[A-Z]{2,12}){0,2})(?:\\?_|[ -])(?<number>[0-9]{1,4})(?:(?:\\?_|[ -])(?<nonce>[a-z2-7]{4}))?(?:\\?\]){1,2}|[({<](?<kind>[A-Z]{2,12}(?:_[A-Z]{2,12}){0,2})(?:\\?_|[ -])(?<number>[0-9]{1,4})(?:\\?_|[ -])(?<nonce>[a-z2-7]{4})[)}>]|\b(?<kind>[A-Z]{2,12}(?:_[A-Z]{2,12}){0,2})(?:\\?_)(?<number>[0-9]{1,4})(?:\\?_)(?<nonce>[a-z2-7]{4})\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        500)]
    private static partial Regex Form();

    [GeneratedRegex(@"\\?_|[ -]", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Separators();
}
