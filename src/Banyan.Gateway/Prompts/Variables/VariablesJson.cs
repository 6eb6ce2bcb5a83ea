using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Banyan.Gateway.Prompts.Variables;

/// <summary>Variables as a JSON list: how they are stored, hashed and kept in files. Members at their defaults are left out.</summary>
public static class VariablesJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a list of variables.</summary>
    public static string Write(IReadOnlyList<PromptVariable> variables)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartArray();
            foreach (var variable in variables)
            {
                Write(writer, variable);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a list of variables.</summary>
    /// <exception cref="FormatException">It is none; the message says where and why.</exception>
    public static IReadOnlyList<PromptVariable> Read(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(One)] : throw new FormatException("variables: a list is wanted.");

    /// <summary>Reads a list that <see cref="Write(IReadOnlyList{PromptVariable})"/> wrote.</summary>
    public static IReadOnlyList<PromptVariable> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    private static PromptVariable One(JsonElement one, int at)
    {
        var place = $"variables[{at}]";
        if (one.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"{place}: an object is wanted.");
        }

        var name = one.Text("name") ?? throw new FormatException($"{place}.name: a name is wanted.");
        var type = VariableWords.Type(one.Text("type")) ?? throw new FormatException($"{place}.type: one of string, integer, decimal, boolean, enum, date, list, object, file and messages is wanted.");
        var match = one.Text("match");
        return new PromptVariable(name, type)
        {
            IsRequired = one.Truth("required") ?? true,
            DefaultValue = one.Member("defaultValue")?.Clone(),
            Validation = one.Member("validation")?.Clone(),
            IsSensitive = one.Truth("sensitive") ?? false,
            Match = match is null ? VariableMatch.Exact : VariableWords.Match(match) ?? throw new FormatException($"{place}.match: one of exact, trim_casefold, number, date, set and ignore is wanted."),
            Description = one.Text("description"),
        };
    }

    private static void Write(Utf8JsonWriter writer, PromptVariable variable)
    {
        writer.WriteStartObject();
        writer.WriteString("name", variable.Name);
        writer.WriteString("type", VariableWords.Word(variable.Type));
        if (!variable.IsRequired)
        {
            writer.WriteBoolean("required", false);
        }

        Write(writer, "defaultValue", variable.DefaultValue);
        Write(writer, "validation", variable.Validation);
        if (variable.IsSensitive)
        {
            writer.WriteBoolean("sensitive", true);
        }

        if (variable.Match != VariableMatch.Exact)
        {
            writer.WriteString("match", VariableWords.Word(variable.Match));
        }

        if (variable.Description is { } description)
        {
            writer.WriteString("description", description);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        if (value is { } some)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(some.GetRawText());
        }
    }
}
