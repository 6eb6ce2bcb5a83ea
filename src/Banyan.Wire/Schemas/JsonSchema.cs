using System.Collections.Frozen;
using System.Text.Json;

namespace Banyan.Wire.Schemas;

/// <summary>A JSON Schema, read once: the subset that intents, tools and structured answers use. What it does not know stays in <see cref="Source"/>.</summary>
/// <remarks>Read: <c>type</c> (one, or one with null), <c>properties</c>, <c>required</c>, <c>items</c>, <c>enum</c>, <c>const</c>, <c>pattern</c>, <c>format</c>,
/// <c>minimum</c>, <c>maximum</c>, <c>minLength</c>, <c>maxLength</c>, <c>minItems</c>, <c>maxItems</c>, <c>additionalProperties: false</c>, <c>default</c>, <c>anyOf</c>, <c>oneOf</c>, <c>allOf</c>, <c>$ref</c> inside the schema.</remarks>
public sealed record JsonSchema
{
    /// <summary>The schema that accepts anything.</summary>
    public static JsonSchema Any { get; } = new() { Source = JsonDocument.Parse("{}").RootElement };

    /// <summary>The schema as it was written, extension members (<c>x-…</c>) included.</summary>
    public required JsonElement Source { get; init; }

    /// <summary><c>object array string number integer boolean null</c>; null when any type is right.</summary>
    public string? Type { get; init; }

    /// <summary>Whether null is right too.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Members of an object by name, in the order written.</summary>
    public IReadOnlyDictionary<string, JsonSchema> Properties { get; init; } = FrozenDictionary<string, JsonSchema>.Empty;

    /// <summary>Members that must be there.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>The elements of an array; null when anything is right.</summary>
    public JsonSchema? Items { get; init; }

    /// <summary>The only right values; empty when there is no such list. <c>const</c> is a list of one.</summary>
    public IReadOnlyList<JsonElement> Enum { get; init; } = [];

    /// <summary>Whether members that <see cref="Properties"/> does not name are right. <value>Default true.</value></summary>
    public bool AllowsMore { get; init; } = true;

    /// <summary>The value taken when none is given; null when there is none.</summary>
    public JsonElement? Default { get; init; }

    /// <summary><c>date</c>, <c>date-time</c>, <c>email</c> and so on; null when not said.</summary>
    public string? Format { get; init; }

    /// <summary>A regular expression a string must match somewhere; null when not said.</summary>
    public string? Pattern { get; init; }

    /// <summary>Forms of which a value must have at least one; empty when there is no such list.</summary>
    public IReadOnlyList<JsonSchema> AnyOf { get; init; } = [];

    /// <summary>Forms of which a value must have exactly one; empty when there is no such list.</summary>
    public IReadOnlyList<JsonSchema> OneOf { get; init; } = [];

    /// <summary>Forms a value must have all of, what a reference leads to among them.</summary>
    public IReadOnlyList<JsonSchema> AllOf { get; init; } = [];

    /// <summary>An extension member (<c>x-banyan-…</c>) or any keyword, as text; null when it is absent or no string.</summary>
    public string? Word(string keyword) =>
        Source.ValueKind == JsonValueKind.Object && Source.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The schema at a dotted path with optional indexes, as <c>refund.amount</c> or <c>items[0].name</c>; null when the schema does not declare it.</summary>
    public JsonSchema? Find(string path)
    {
        var at = this;
        foreach (var part in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? part : part[..bracket];
            if (name.Length > 0)
            {
                if (!at.Properties.TryGetValue(name, out var next))
                {
                    return null;
                }

                at = next;
            }

            for (var i = bracket < 0 ? 0 : part.AsSpan().Count('['); i > 0; i--)
            {
                if (at.Items is null)
                {
                    return null;
                }

                at = at.Items;
            }
        }

        return at;
    }
}
