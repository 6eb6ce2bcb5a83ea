using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Reads and writes <c>embedContent</c> (one text) and <c>batchEmbedContents</c> (a list).</summary>
internal static class GeminiEmbeddings
{
    public static HubEmbedAsk ReadAsk(WireBody body, MappingReport report)
    {
        var ask = new HubEmbedAsk { Model = body.Lens.Model };
        using var document = JsonMembers.TryParse(body.Bytes);
        if (document is null || body.Lens.Problem is not null)
        {
            report.Refuse(body.Lens.Problem ?? JsonSafety.Refuse("The body is not valid JSON."));
            return ask;
        }

        var root = document.RootElement;
        var requests = root.Member("requests");
        ask.IsSingle = !requests.IsThere();
        if (ask.IsSingle)
        {
            ReadOne(root, "", ask, report);
            return ask;
        }

        var index = 0;
        foreach (var request in requests.Items())
        {
            ReadOne(request, $"/requests/{index++}", ask, report);
        }

        return ask;
    }

    public static byte[] WriteAsk(HubEmbedAsk ask, TargetFacts target, MappingReport report)
    {
        if (ask.Tokens is { } tokens)
        {
            report.Refuse(tokens.At, "Token arrays mean nothing to another provider's model; send text.");
        }

        if (ask.User is { } user)
        {
            report.Drop(user.At);
        }

        return JsonWriting.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("requests"u8);
            foreach (var input in ask.Inputs)
            {
                WriteRequest(writer, ask, input, target);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    public static HubEmbedAnswer? ReadAnswer(ReadOnlyMemory<byte> body)
    {
        using var document = JsonMembers.TryParse(body);
        if (document is null)
        {
            return null;
        }

        var root = document.RootElement;
        var answer = new HubEmbedAnswer();
        IEnumerable<JsonElement> embeddings = root.Member("embedding").IsThere() ? [root.Member("embedding")] : root.Member("embeddings").Items();
        foreach (var embedding in embeddings)
        {
            if (embedding.Member("values") is not { ValueKind: JsonValueKind.Array } values)
            {
                return null;
            }

            answer.Vectors.Add(JsonRaw.From(values));
        }

        if (root.Member("usageMetadata") is { ValueKind: JsonValueKind.Object } usage)
        {
            var cursor = new JsonCursor(JsonRaw.From(usage).Utf8.Span);
            cursor.Read();
            answer.Usage = GeminiUsage.Read(ref cursor);
        }

        return answer.Vectors.Count == 0 ? null : answer;
    }

    public static byte[] WriteAnswer(HubEmbedAnswer answer, HubEmbedAsk ask, long promptTokens) => JsonWriting.Write(writer =>
    {
        writer.WriteStartObject();
        if (ask.IsSingle && answer.Vectors is [var only, ..])
        {
            writer.WritePropertyName("embedding"u8);
            WriteVector(writer, only);
        }
        else
        {
            writer.WriteStartArray("embeddings"u8);
            answer.Vectors.ForEach(vector => WriteVector(writer, vector));
            writer.WriteEndArray();
        }

        writer.WriteStartObject("usageMetadata"u8);
        writer.WriteNumber("promptTokenCount"u8, promptTokens);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static void WriteRequest(Utf8JsonWriter writer, HubEmbedAsk ask, JsonText input, TargetFacts target)
    {
        writer.WriteStartObject();
        writer.WriteString("model"u8, target.Model.StartsWith("models/", StringComparison.Ordinal) ? target.Model : $"models/{target.Model}");
        writer.WriteStartObject("content"u8);
        writer.WriteStartArray("parts"u8);
        GeminiPartWriter.WriteText(writer, input, null);
        writer.WriteEndArray();
        writer.WriteEndObject();
        if (ask.TaskType is { } task)
        {
            writer.Member("taskType"u8, task.Value);
        }

        if (ask.Dimensions is { } dimensions)
        {
            writer.Member("outputDimensionality"u8, dimensions.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteVector(Utf8JsonWriter writer, JsonRaw vector)
    {
        writer.WriteStartObject();
        writer.Member("values"u8, vector);
        writer.WriteEndObject();
    }

    private static void ReadOne(JsonElement request, string at, HubEmbedAsk ask, MappingReport report)
    {
        Sourced<JsonRaw>? dimensions = null;
        Sourced<JsonText>? task = null;
        var text = JsonText.Empty;
        foreach (var member in GeminiMember.Of(request, at))
        {
            switch (member.Name)
            {
                case "content":
                    text = ReadText(member);
                    break;
                case "taskType":
                    task = member.Text(report) is { } word ? new Sourced<JsonText>(word, member.At) : null;
                    break;
                case "outputDimensionality":
                    dimensions = member.Number(report);
                    break;
                case "model" or "requests":
                    break;
                default:
                    report.Drop(member.At);
                    break;
            }
        }

        if (ask.Inputs.Count > 0 && (!Same(dimensions?.Value.Utf8, ask.Dimensions?.Value.Utf8) || !Same(task?.Value.Escaped, ask.TaskType?.Value.Escaped)))
        {
            report.Refuse(at, "All requests of a batch must agree on `taskType` and `outputDimensionality` for this model.");
        }

        ask.Dimensions ??= dimensions;
        ask.TaskType ??= task;
        ask.Inputs.Add(text);
    }

    private static JsonText ReadText(GeminiMember content)
    {
        var texts = GeminiMember.Find(content.Value, "parts").Items()
            .Select(part => part.Member("text"))
            .Where(text => text.ValueKind == JsonValueKind.String)
            .Select(JsonText.From);
        var newline = new JsonText("\\n"u8.ToArray());
        return JsonText.Join([.. texts.SelectMany((text, index) => index == 0 ? new[] { text } : [newline, text])]);
    }

    private static bool Same(ReadOnlyMemory<byte>? one, ReadOnlyMemory<byte>? other) =>
        (one ?? default).Span.SequenceEqual((other ?? default).Span);
}
