using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Translation;

/// <summary>
/// Brings schemas the caller called strict into the form that wires with strict schemas demand: at each level of an object <c>additionalProperties</c> is false
/// and every property is required. A level that says otherwise can't be strict, and is refused.
/// </summary>
internal sealed class StrictSchemas(MappingReport report)
{
    private static readonly string[] Single = ["items", "not", "additionalItems", "contains", "if", "then", "else"];
    private static readonly string[] Lists = ["anyOf", "allOf", "oneOf", "prefixItems"];
    private static readonly string[] Maps = ["properties", "$defs", "definitions"];

    /// <summary>Closes the schemas of an ask, in place.</summary>
    public static void Close(HubAsk ask, MappingReport report)
    {
        var closing = new StrictSchemas(report);
        if (ask.Format is { Value: { Strict: true, Schema: { } schema } format } asked)
        {
            ask.Format = asked with { Value = format with { Schema = closing.Closed(schema, asked.At) } };
        }

        for (var i = 0; i < ask.Tools.Count; i++)
        {
            if (ask.Tools[i] is { Strict: true, Parameters: { } parameters } tool)
            {
                ask.Tools[i] = tool with { Parameters = closing.Closed(parameters, tool.At) };
            }
        }
    }

    /// <summary>The schema itself when it is closed already: then not a byte of it changes.</summary>
    private JsonRaw Closed(JsonRaw schema, string at)
    {
        using var document = JsonMembers.TryParse(schema.Utf8);
        return document is null || IsClosed(document.RootElement) ? schema : new JsonRaw(JsonWriting.Write(writer => Write(writer, document.RootElement, at)));
    }

    private static bool IsClosed(JsonElement schema) =>
        schema.ValueKind != JsonValueKind.Object
        || ((!IsObject(schema) || (schema.Member("additionalProperties").ValueKind == JsonValueKind.False && Lacking(schema).Count == 0))
            && schema.Members().All(member => Below(member.Name, member.Value).All(IsClosed)));

    private void Write(Utf8JsonWriter writer, JsonElement schema, string at)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            JsonRaw.From(schema).WriteTo(writer);
            return;
        }

        var isObject = IsObject(schema);
        if (isObject && schema.Member("additionalProperties").ValueKind is not (JsonValueKind.False or JsonValueKind.Undefined))
        {
            report.Refuse(at, $"The strict schema at `{at}` lets an object have members it does not list (`additionalProperties`), and the chosen model takes no strict schema that does: say false there, or leave out `strict`.");
        }

        writer.WriteStartObject();
        foreach (var (name, value) in schema.Members())
        {
            writer.WritePropertyName(name);
            Member(writer, schema, (name, value), at);
        }

        if (isObject && !schema.Member("required").IsThere())
        {
            writer.WritePropertyName("required"u8);
            Required(writer, schema);
        }

        if (isObject && schema.Member("additionalProperties").ValueKind == JsonValueKind.Undefined)
        {
            writer.WriteBoolean("additionalProperties"u8, false);
        }

        writer.WriteEndObject();
    }

    private void Member(Utf8JsonWriter writer, JsonElement schema, (string Name, JsonElement Value) member, string at)
    {
        var (name, value) = member;
        if (name == "required" && IsObject(schema))
        {
            Required(writer, schema);
        }
        else if (Single.Contains(name, StringComparer.Ordinal) && value.ValueKind == JsonValueKind.Object)
        {
            Write(writer, value, at);
        }
        else if (Lists.Contains(name, StringComparer.Ordinal) && value.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var one in value.Items())
            {
                Write(writer, one, at);
            }

            writer.WriteEndArray();
        }
        else if (Maps.Contains(name, StringComparer.Ordinal) && value.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject();
            foreach (var (key, one) in value.Members())
            {
                writer.WritePropertyName(key);
                Write(writer, one, at);
            }

            writer.WriteEndObject();
        }
        else
        {
            JsonRaw.From(value).WriteTo(writer);
        }
    }

    private static void Required(Utf8JsonWriter writer, JsonElement schema)
    {
        writer.WriteStartArray();
        foreach (var one in schema.Member("required").Items())
        {
            JsonRaw.From(one).WriteTo(writer);
        }

        Lacking(schema).ForEach(writer.WriteStringValue);
        writer.WriteEndArray();
    }

    /// <summary>Properties that are not required, in their own order.</summary>
    private static List<string> Lacking(JsonElement schema)
    {
        var required = schema.Member("required").Items().Select(name => name.Text()).ToHashSet(StringComparer.Ordinal);
        return [.. schema.Member("properties").Members().Select(property => property.Name).Where(name => !required.Contains(name)).Distinct(StringComparer.Ordinal)];
    }

    private static bool IsObject(JsonElement schema) =>
        schema.Member("properties").IsThere() || schema.Member("type").Text() is "object" || schema.Member("type").Items().Any(type => type.Text() is "object");

    private static IEnumerable<JsonElement> Below(string name, JsonElement value) =>
        Single.Contains(name, StringComparer.Ordinal) ? [value]
        : Lists.Contains(name, StringComparer.Ordinal) ? value.Items()
        : Maps.Contains(name, StringComparer.Ordinal) ? value.Members().Select(member => member.Value)
        : [];
}
