using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Gateway.Prompts.Variables;

/// <summary>Says whether a value fits a variable: its type first, then its own schema.</summary>
internal static class VariableFit
{
    private static readonly FrozenDictionary<VariableType, JsonSchema> Types = new (VariableType Type, string Schema)[]
    {
        (VariableType.String, """{"type":"string"}"""),
        (VariableType.Integer, """{"type":"integer"}"""),
        (VariableType.Decimal, """{"type":"number"}"""),
        (VariableType.Boolean, """{"type":"boolean"}"""),
        (VariableType.Enum, """{"type":"string"}"""),
        (VariableType.Date, """{"type":"string","format":"date"}"""),
        (VariableType.List, """{"type":"array"}"""),
        (VariableType.Object, """{"type":"object"}"""),
        (VariableType.File, """{"type":"object","required":["mediaType"],"additionalProperties":false,"properties":{"name":{"type":"string","minLength":1,"maxLength":255},"mediaType":{"type":"string","pattern":"^[a-z]+/[A-Za-z0-9.+-]+$"},"data":{"type":"string","pattern":"^[A-Za-z0-9+/]*={0,2}$"},"url":{"type":"string","pattern":"^https?://"}}}"""),
        (VariableType.Messages, """{"type":"array","items":{"type":"object","required":["role","content"],"additionalProperties":false,"properties":{"role":{"enum":["user","assistant"]},"content":{"type":"string"}}}}"""),
    }.ToFrozenDictionary(row => row.Type, row => Read(row.Schema));

    /// <summary>Every fault of a value, with paths that begin at the variable, as <c>$.article</c>; empty when it fits.</summary>
    public static IReadOnlyList<SchemaFault> Faults(PromptVariable variable, JsonElement value)
    {
        var faults = IsDigits(variable, value) ? [] : Types[variable.Type].Validate(value);
        if (faults.Count == 0 && variable.Type == VariableType.File && value.TryGetProperty("data", out _) == value.TryGetProperty("url", out _))
        {
            faults = [new SchemaFault("$", "oneOf", "either data or url is wanted.")];
        }

        if (faults.Count == 0 && variable.Validation is { } validation)
        {
            faults = SchemaReader.Read(validation).Validate(value);
        }

        return faults.Count == 0 ? [] : [.. faults.Select(fault => fault with { Path = $"$.{variable.Name}{fault.Path[1..]}" })];
    }

    private static bool IsDigits(PromptVariable variable, JsonElement value) =>
        variable.Type == VariableType.Decimal && value.ValueKind == JsonValueKind.String
        && decimal.TryParse(Wire.Json.JsonText.From(value).ToString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private static JsonSchema Read(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        return SchemaReader.Read(document.RootElement);
    }
}
