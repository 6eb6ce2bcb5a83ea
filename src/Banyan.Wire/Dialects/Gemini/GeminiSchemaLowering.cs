using System.Collections.Immutable;
using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Lowers a JSON Schema to the subset of models without a JSON Schema member.</summary>
/// <remarks>
/// Stages per node: 1 references inlined and allOf merged (<see cref="GeminiSchemaNode"/>); 2 null taken out of choices, types and enums as
/// <c>nullable</c>; 3 keywords of the subset written, const as enum, items added where missing; 4 what is left named. A cycle, and numbers in an
/// enum, are refused: their lowered form would mean something else.
/// </remarks>
internal sealed class GeminiSchemaLowering
{
    private const int MaxNodes = 5000;
    private const int MaxDepth = 64;

    private readonly JsonElement _root;
    private readonly MappingReport _report;
    private int _nodes;

    private GeminiSchemaLowering(JsonElement root, MappingReport report)
    {
        _root = root;
        _report = report;
    }

    /// <summary>The lowered schema; meaningless when the report refuses.</summary>
    public static JsonRaw Lower(JsonRaw schema, string at, MappingReport report)
    {
        using var document = JsonMembers.TryParse(schema.Utf8);
        if (document is null)
        {
            report.Refuse(at, "The schema is not JSON.");
            return JsonRaw.EmptyObject;
        }

        var lowering = new GeminiSchemaLowering(document.RootElement, report);
        return new JsonRaw(JsonWriting.Write(writer => lowering.Write(writer, document.RootElement, at, [], depth: 0)));
    }

    private void Write(Utf8JsonWriter writer, JsonElement schema, string at, ImmutableHashSet<string> open, int depth)
    {
        var node = GeminiSchemaNode.From(schema, _root, open);
        if (++_nodes > MaxNodes || depth > MaxDepth)
        {
            _report.Refuse(at, "The schema is too large once its references are written out.");
        }

        if (node.Problem is not null)
        {
            _report.Refuse(at, node.Problem);
        }

        writer.WriteStartObject();
        if (_report.Refusal is null)
        {
            TakeNullOut(node);
            WriteNode(writer, node, at, depth);
        }

        writer.WriteEndObject();
    }

    private void TakeNullOut(GeminiSchemaNode node)
    {
        node.IsNullable |= node.Choices.RemoveAll(choice => choice.Member("type").Text() is "null") > 0;
        if (node.Choices is [var only])
        {
            node.Choices.Clear();
            node.Lay(only, _root);
        }
    }

    private void WriteNode(Utf8JsonWriter writer, GeminiSchemaNode node, string at, int depth)
    {
        foreach (var keyword in node.Keywords)
        {
            WriteKeyword(writer, node, keyword, $"{at}/{keyword.Key}", depth);
        }

        if (node.Properties.Count > 0)
        {
            writer.WriteStartObject("properties"u8);
            foreach (var (name, value) in node.Properties)
            {
                writer.WritePropertyName(name);
                Write(writer, value, $"{at}/properties/{name}", node.Open, depth + 1);
            }

            writer.WriteEndObject();
        }

        if (node.Required.Count > 0)
        {
            writer.WriteStartArray("required"u8);
            node.Required.ForEach(writer.WriteStringValue);
            writer.WriteEndArray();
        }

        WriteChoices(writer, node, at, depth);
        WriteMissingItems(writer, node, at);
        if (node.IsNullable)
        {
            writer.WriteBoolean("nullable"u8, true);
        }
    }

    private void WriteKeyword(Utf8JsonWriter writer, GeminiSchemaNode node, KeyValuePair<string, JsonElement> keyword, string at, int depth)
    {
        var (name, value) = keyword;
        switch (name)
        {
            case "type":
                WriteType(writer, node, value);
                break;
            case "const":
                WriteEnum(writer, node, [value], at);
                break;
            case "enum":
                WriteEnum(writer, node, [.. value.Items()], at);
                break;
            case "items" when value.ValueKind == JsonValueKind.Object:
                writer.WritePropertyName(name);
                Write(writer, value, at, node.Open, depth + 1);
                break;
            case "format" when !GeminiSchemaSubset.KnowsFormat(value.Text()):
                _report.Drop(at);
                break;
            default:
                if (GeminiSchemaSubset.Knows(name) && name is not "items")
                {
                    writer.WritePropertyName(name);
                    JsonRaw.From(value).WriteTo(writer);
                }
                else
                {
                    _report.Drop(at);
                }

                break;
        }
    }

    private static void WriteType(Utf8JsonWriter writer, GeminiSchemaNode node, JsonElement value)
    {
        if (value.Text() is { } type)
        {
            writer.WriteString("type"u8, type);
            return;
        }

        var types = value.Items().Select(item => item.Text() ?? "").ToList();
        node.IsNullable |= types.Remove("null");
        if (types is [var only])
        {
            writer.WriteString("type"u8, only);
            return;
        }

        writer.WriteStartArray("anyOf"u8);
        foreach (var choice in types)
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, choice);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteEnum(Utf8JsonWriter writer, GeminiSchemaNode node, List<JsonElement> values, string at)
    {
        node.IsNullable |= values.RemoveAll(value => value.ValueKind == JsonValueKind.Null) > 0;
        if (values.Exists(value => value.ValueKind != JsonValueKind.String))
        {
            _report.Refuse(at, "This model takes only strings in an enum; numbers turned into strings would mean something else.");
            return;
        }

        writer.WriteStartArray("enum"u8);
        values.ForEach(value => JsonText.From(value).WriteTo(writer));
        writer.WriteEndArray();
    }

    private void WriteChoices(Utf8JsonWriter writer, GeminiSchemaNode node, string at, int depth)
    {
        if (node.Choices.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("anyOf"u8);
        for (var index = 0; index < node.Choices.Count; index++)
        {
            Write(writer, node.Choices[index], $"{at}/anyOf/{index}", node.Open, depth + 1);
        }

        writer.WriteEndArray();
    }

    // A list without items is refused upstream; text is the widest thing a list may hold, and the choice is named.
    private void WriteMissingItems(Utf8JsonWriter writer, GeminiSchemaNode node, string at)
    {
        var isList = node.Keywords.Exists(keyword => keyword.Key is "type" && keyword.Value.Text() is "array");
        if (!isList || node.Keywords.Exists(keyword => keyword.Key is "items" && keyword.Value.ValueKind == JsonValueKind.Object))
        {
            return;
        }

        _report.Clamp($"{at}/items", "string");
        writer.WriteStartObject("items"u8);
        writer.WriteString("type"u8, "string"u8);
        writer.WriteEndObject();
    }
}
