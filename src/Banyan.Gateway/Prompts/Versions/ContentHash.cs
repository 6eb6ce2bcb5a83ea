using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Banyan.Gateway.Prompts.Variables;

namespace Banyan.Gateway.Prompts.Versions;

/// <summary>The hash of a version's content: the same on every node and in every release, whatever the layout of its JSON.</summary>
internal static class ContentHash
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Hashes a content. The order of variables counts, that of an object's members does not.</summary>
    public static string Of(PromptContent content)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            Write(writer, "config", content.Config);
            Write(writer, "messages", content.Messages);
            Write(writer, "metadata", content.Metadata);
            Write(writer, "modelRequirements", content.ModelRequirements);
            writer.WriteString("template", content.Template);
            Write(writer, "variables", JsonReading.Parse(VariablesJson.Write(content.Variables)));
            writer.WriteEndObject();
        }

        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        if (value is { } some)
        {
            writer.WritePropertyName(name);
            CanonicalJson.Write(writer, some);
        }
    }
}
