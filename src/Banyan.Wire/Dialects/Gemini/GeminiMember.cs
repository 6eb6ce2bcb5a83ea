using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>A member of an ask: its camelCase name, its value, and the pointer to it as the caller spelled it.</summary>
internal readonly record struct GeminiMember(string Name, JsonElement Value, string At)
{
    /// <summary>All members of an object that are not null, in order.</summary>
    public static IEnumerable<GeminiMember> Of(JsonElement element, string at)
    {
        foreach (var (name, value) in element.Members())
        {
            if (value.IsThere())
            {
                yield return new GeminiMember(GeminiNames.Canonical(name), value, $"{at}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");
            }
        }
    }

    /// <summary>The value of a camelCase name; undefined when there is none.</summary>
    public static JsonElement Find(JsonElement element, string name)
    {
        foreach (var member in Of(element, ""))
        {
            if (string.Equals(member.Name, name, StringComparison.Ordinal))
            {
                return member.Value;
            }
        }

        return default;
    }

    /// <summary>The value as a number's lexeme; null and refused when it is none.</summary>
    public Sourced<JsonRaw>? Number(MappingReport report) =>
        Checked(Value.ValueKind == JsonValueKind.Number, "a number", report) ? new Sourced<JsonRaw>(JsonRaw.From(Value), At) : null;

    /// <summary>The value as text; null and refused when it is none.</summary>
    public JsonText? Text(MappingReport report) =>
        Checked(Value.ValueKind == JsonValueKind.String, "a string", report) ? JsonText.From(Value) : null;

    /// <summary>The value as a truth value; null and refused when it is none.</summary>
    public bool? Truth(MappingReport report) =>
        Checked(Value.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false", report) ? Value.GetBoolean() : null;

    private bool Checked(bool isRight, string wanted, MappingReport report)
    {
        if (!isRight)
        {
            report.Refuse(At, $"`{At}` must be {wanted}.");
        }

        return isRight;
    }
}
