using System.Text.Json;
using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>A list of models as each dialect's clients expect it.</summary>
internal static class ModelShapes
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ListedModel> models, DialectId shape, DateTimeOffset created)
    {
        writer.WriteStartObject();
        if (shape == DialectId.OpenAiChat)
        {
            writer.WriteString("object", "list");
        }

        writer.WriteStartArray(shape is DialectId.Gemini or DialectId.Ollama ? "models" : "data");
        foreach (var model in models)
        {
            WriteOne(writer, model, shape, created);
        }

        writer.WriteEndArray();
        if (shape == DialectId.Anthropic)
        {
            writer.WriteBoolean("has_more", false);
            WriteNullable(writer, "first_id", models.Count > 0 ? models[0].Id : null);
            WriteNullable(writer, "last_id", models.Count > 0 ? models[^1].Id : null);
        }

        writer.WriteEndObject();
    }

    private static void WriteOpenAi(Utf8JsonWriter writer, ListedModel model, DateTimeOffset created)
    {
        writer.WriteStartObject();
        writer.WriteString("id", model.Id);
        writer.WriteString("object", "model");
        writer.WriteNumber("created", created.ToUnixTimeSeconds());
        writer.WriteString("owned_by", model.OwnedBy);
        writer.WriteEndObject();
    }

    public static void WriteOne(Utf8JsonWriter writer, ListedModel model, DialectId shape, DateTimeOffset created)
    {
        switch (shape)
        {
            case DialectId.Anthropic:
                WriteAnthropic(writer, model, created);
                break;
            case DialectId.Gemini:
                WriteGemini(writer, model);
                break;
            case DialectId.Ollama:
                WriteOllama(writer, model, created);
                break;
            default:
                WriteOpenAi(writer, model, created);
                break;
        }
    }

    private static void WriteAnthropic(Utf8JsonWriter writer, ListedModel model, DateTimeOffset created)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "model");
        writer.WriteString("id", model.Id);
        writer.WriteString("display_name", model.Id);
        writer.WriteString("created_at", created);
        writer.WriteEndObject();
    }

    private static void WriteGemini(Utf8JsonWriter writer, ListedModel model)
    {
        writer.WriteStartObject();
        writer.WriteString("name", $"models/{model.Id}");
        writer.WriteString("displayName", model.Id);
        writer.WriteNumber("inputTokenLimit", model.Model?.Context ?? 0);
        writer.WriteNumber("outputTokenLimit", model.Model?.MaxOutput ?? 0);
        writer.WriteStartArray("supportedGenerationMethods");
        foreach (var method in ((model.Model?.Can ?? AskNeeds.None) & AskNeeds.Embeddings) != 0 ? ["embedContent", "batchEmbedContents"] : new[] { "generateContent", "streamGenerateContent", "countTokens" })
        {
            writer.WriteStringValue(method);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteOllama(Utf8JsonWriter writer, ListedModel model, DateTimeOffset created)
    {
        writer.WriteStartObject();
        writer.WriteString("name", model.Id);
        writer.WriteString("model", model.Id);
        writer.WriteString("modified_at", created);
        writer.WriteNumber("size", 0);
        writer.WriteString("digest", "");
        writer.WriteStartObject("details");
        writer.WriteString("family", model.OwnedBy);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteNullable(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is null)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.WriteString(name, value);
        }
    }
}
