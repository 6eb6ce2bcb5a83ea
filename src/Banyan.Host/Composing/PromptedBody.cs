using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Banyan.Gateway.Prompts.Rendering;
using Banyan.Wire;

namespace Banyan.Host.Composing;

/// <summary>Writes an ask with a prompt in it: the prompt's messages stand before the caller's own, and what the caller says of model and parameters stands over what the prompt says.</summary>
internal sealed class PromptedBody
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly JsonElement _root;
    private readonly RenderedPrompt _rendered;
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public PromptedBody(JsonElement root, RenderedPrompt rendered)
    {
        (_root, _rendered) = (root, rendered);
        if (root.TryGetProperty("messages", out var messages) && messages.ValueKind != JsonValueKind.Array)
        {
            Problem = new Failure(FailureKind.CallerFault, "invalid_request", "messages is a list; with a prompt it may be left out.") { Param = "messages" };
        }
        else if (rendered.Messages.SelectMany(message => message.Files).Any(file => file.Data is null && !IsPicture(file)))
        {
            Problem = new Failure(FailureKind.CallerFault, "invalid_variables", "A file that is no picture comes with its data; it can't be fetched by url.") { Param = "banyan.variables" };
        }
    }

    /// <summary>Why it can't be written; null when it can.</summary>
    public Failure? Problem { get; }

    /// <summary>Writes it. The same ask and version give the same bytes.</summary>
    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            WriteModel(writer);
            WriteMessages(writer);
            WriteCallers(writer);
            WriteConfig(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void WriteModel(Utf8JsonWriter writer)
    {
        var named = _root.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.String && !JsonMarshal.GetRawUtf8Value(model)[1..].StartsWith("prompt:"u8);
        // The arm of an experiment decides over the caller: else it would compare nothing.
        if (_rendered.Use.Variant is not null && _rendered.Config.Model is { } arm)
        {
            writer.WriteString("model", arm);
        }
        else if (named)
        {
            writer.WritePropertyName("model");
            WriteRaw(writer, model);
        }
        else if (_rendered.Config.Model is { } own)
        {
            writer.WriteString("model", own);
        }
    }

    private void WriteMessages(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("messages");
        foreach (var message in _rendered.Messages)
        {
            WriteMessage(writer, message);
        }

        if (_root.TryGetProperty("messages", out var callers))
        {
            foreach (var message in callers.EnumerateArray())
            {
                WriteRaw(writer, message);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter writer, RenderedMessage message)
    {
        writer.WriteStartObject();
        writer.WriteString("role", message.Role);
        if (message.Files.Count == 0)
        {
            writer.WriteString("content", message.Text);
            writer.WriteEndObject();
            return;
        }

        writer.WriteStartArray("content");
        writer.WriteStartObject();
        writer.WriteString("type", "text");
        writer.WriteString("text", message.Text);
        writer.WriteEndObject();
        foreach (var file in message.Files)
        {
            WriteFile(writer, file);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter writer, RenderedFile file)
    {
        var place = file.Url ?? $"data:{file.MediaType};base64,{file.Data}";
        writer.WriteStartObject();
        if (IsPicture(file))
        {
            writer.WriteString("type", "image_url");
            writer.WriteStartObject("image_url");
            writer.WriteString("url", place);
        }
        else
        {
            writer.WriteString("type", "file");
            writer.WriteStartObject("file");
            writer.WriteString("filename", file.Name);
            writer.WriteString("file_data", place);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteCallers(Utf8JsonWriter writer)
    {
        foreach (var member in _root.EnumerateObject())
        {
            var name = new Wire.Json.JsonText(JsonMarshal.GetRawUtf8PropertyName(member).ToArray()).ToString();
            _said.Add(name);
            if (name is "model" or "messages")
            {
                continue;
            }

            if (name == "banyan")
            {
                WriteBanyan(writer, member.Value);
                continue;
            }

            writer.WritePropertyName(name);
            WriteRaw(writer, member.Value);
        }
    }

    // What else stands in it is for other composers; the tools of the prompt go with those the caller names.
    private void WriteBanyan(Utf8JsonWriter writer, JsonElement banyan)
    {
        var tools = _rendered.Config.Tools;
        writer.WriteStartObject("banyan");
        foreach (var member in banyan.ValueKind == JsonValueKind.Object ? banyan.EnumerateObject().ToList() : [])
        {
            if (member.NameEquals("tools"u8) && member.Value.ValueKind == JsonValueKind.Array)
            {
                tools = [.. tools.Union(member.Value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => Wire.Json.JsonText.From(one).ToString()), StringComparer.Ordinal)];
            }
            else if (!member.NameEquals("prompt"u8) && !member.NameEquals("variables"u8) && !member.NameEquals("label"u8))
            {
                writer.WritePropertyName(new Wire.Json.JsonText(JsonMarshal.GetRawUtf8PropertyName(member).ToArray()).ToString());
                WriteRaw(writer, member.Value);
            }
        }

        WriteTools(writer, tools);
        writer.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter writer, IReadOnlyList<string> tools)
    {
        if (tools.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("tools");
        foreach (var tool in tools)
        {
            writer.WriteStringValue(tool);
        }

        writer.WriteEndArray();
    }

    private void WriteConfig(Utf8JsonWriter writer)
    {
        var config = _rendered.Config;
        foreach (var parameter in config.Parameters is { } parameters ? parameters.EnumerateObject().ToList() : [])
        {
            // The old and the new name of one bound.
            var isSaid = _said.Contains(parameter.Name) || (parameter.Name is "max_tokens" or "max_completion_tokens" && (_said.Contains("max_tokens") || _said.Contains("max_completion_tokens")));
            if (!isSaid)
            {
                writer.WritePropertyName(parameter.Name);
                WriteRaw(writer, parameter.Value);
            }
        }

        if (config.Schema is { } schema && !_said.Contains("response_format"))
        {
            writer.WriteStartObject("response_format");
            writer.WriteString("type", "json_schema");
            writer.WriteStartObject("json_schema");
            writer.WriteString("name", new string([.. _rendered.Prompt.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_').Take(64)]));
            writer.WritePropertyName("schema");
            WriteRaw(writer, schema);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        if (!_said.Contains("banyan") && config.Tools.Count > 0)
        {
            writer.WriteStartObject("banyan");
            WriteTools(writer, config.Tools);
            writer.WriteEndObject();
        }
    }

    private static bool IsPicture(RenderedFile file) => file.MediaType.StartsWith("image/", StringComparison.Ordinal);

    private static void WriteRaw(Utf8JsonWriter writer, JsonElement value) => writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
}
