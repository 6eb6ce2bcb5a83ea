using System.Buffers;
using System.Text;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Upstreams.Mock;

/// <summary>Makes a JSON value that fits a schema, with words of the user's where they fit. Deterministic; knows the subset that tools and answers use.</summary>
internal sealed class SchemaExample
{
    private const int MostDepth = 12;
    private readonly JsonElement _root;
    private readonly string _text;

    private SchemaExample(JsonElement root, string text) => (_root, _text) = (root, text);

    /// <summary>Writes an example of a schema.</summary>
    public static string Of(JsonRaw schema, string text)
    {
        using var document = JsonDocument.Parse(schema.Utf8);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            new SchemaExample(document.RootElement, text).Write(writer, document.RootElement, 0);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter writer, JsonElement schema, int depth)
    {
        schema = Resolve(schema);
        if (schema.ValueKind != JsonValueKind.Object || depth > MostDepth)
        {
            writer.WriteStringValue("mock");
        }
        else if (schema.TryGetProperty("const", out var constant))
        {
            constant.WriteTo(writer);
        }
        else if (schema.TryGetProperty("enum", out var choices) && choices.GetArrayLength() > 0)
        {
            Chosen(choices).WriteTo(writer);
        }
        else if ((First(schema, "anyOf") ?? First(schema, "oneOf") ?? First(schema, "allOf")) is { } option)
        {
            Write(writer, option, depth + 1);
        }
        else
        {
            WriteTyped(writer, schema, depth);
        }
    }

    private void WriteTyped(Utf8JsonWriter writer, JsonElement schema, int depth)
    {
        switch (TypeOf(schema))
        {
            case "object":
                WriteObject(writer, schema, depth);
                break;
            case "array":
                WriteArray(writer, schema, depth);
                break;
            case "integer":
                writer.WriteNumberValue((long)MockWords.Number(_text, schema));
                break;
            case "number":
                writer.WriteNumberValue(MockWords.Number(_text, schema));
                break;
            case "boolean":
                writer.WriteBooleanValue(true);
                break;
            case "null":
                writer.WriteNullValue();
                break;
            default:
                writer.WriteStringValue(MockWords.Text(_text, schema));
                break;
        }
    }

    private void WriteObject(Utf8JsonWriter writer, JsonElement schema, int depth)
    {
        writer.WriteStartObject();
        foreach (var property in schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : default)
        {
            writer.WritePropertyName(property.Name);
            Write(writer, property.Value, depth + 1);
        }

        writer.WriteEndObject();
    }

    private void WriteArray(Utf8JsonWriter writer, JsonElement schema, int depth)
    {
        var count = schema.TryGetProperty("minItems", out var least) && least.TryGetInt32(out var given) ? Math.Clamp(given, 0, 16) : 1;
        writer.WriteStartArray();
        for (var i = 0; i < count; i++)
        {
            Write(writer, schema.TryGetProperty("items", out var items) ? items : default, depth + 1);
        }

        writer.WriteEndArray();
    }

    private JsonElement Chosen(JsonElement choices)
    {
        foreach (var choice in choices.EnumerateArray())
        {
            if (choice.ValueKind == JsonValueKind.String && _text.Contains(choice.GetString()!, StringComparison.OrdinalIgnoreCase))
            {
                return choice;
            }
        }

        return choices[0];
    }

    private JsonElement Resolve(JsonElement schema)
    {
        for (var hops = 0; hops < 8 && schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference); hops++)
        {
            var target = _root;
            foreach (var part in (reference.GetString() ?? "").Split('/').Skip(1))
            {
                if (target.ValueKind != JsonValueKind.Object || !target.TryGetProperty(part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out target))
                {
                    return default;
                }
            }

            schema = target;
        }

        return schema;
    }

    private static JsonElement? First(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var options) && options.ValueKind == JsonValueKind.Array && options.GetArrayLength() > 0 ? options[0] : null;

    private static string TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return schema.TryGetProperty("properties", out _) ? "object" : "string";
        }

        var word = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().FirstOrDefault() : type;
        return word.ValueKind == JsonValueKind.String ? word.GetString()!.ToLowerInvariant() : "string";
    }
}
