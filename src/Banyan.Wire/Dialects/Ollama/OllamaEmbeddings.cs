using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Reads and writes <c>/api/embed</c>.</summary>
internal static class OllamaEmbeddings
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

        foreach (var (name, value) in document.RootElement.Members())
        {
            switch (name)
            {
                case "model" or "banyan":
                    break;
                case "input":
                    ask.IsSingle = value.ValueKind == JsonValueKind.String;
                    ask.Inputs.AddRange(ask.IsSingle ? [JsonText.From(value)] : value.Items().Select(JsonText.From));
                    break;
                case "dimensions" when value.ValueKind == JsonValueKind.Number:
                    ask.Dimensions = new Sourced<JsonRaw>(JsonRaw.From(value), "/dimensions");
                    break;
                default:
                    report.Drop($"/{name}");
                    break;
            }
        }

        return ask;
    }

    public static byte[] WriteAsk(HubEmbedAsk ask, TargetFacts target, MappingReport report)
    {
        if (ask.Tokens is { } tokens)
        {
            report.Refuse(tokens.At, "Token arrays mean nothing to another provider's model; send text.");
        }

        foreach (var pointer in new[] { ask.User?.At, ask.TaskType?.At }.OfType<string>())
        {
            report.Drop(pointer);
        }

        return JsonWriting.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("model"u8, target.Model);
            writer.WriteStartArray("input"u8);
            ask.Inputs.ForEach(input => input.WriteTo(writer));
            writer.WriteEndArray();
            // The default cuts a long text off in silence; an error can be told.
            writer.WriteBoolean("truncate"u8, false);
            if (ask.Dimensions is { } dimensions)
            {
                writer.Member("dimensions"u8, dimensions.Value);
            }

            writer.WriteEndObject();
        });
    }

    public static HubEmbedAnswer? ReadAnswer(ReadOnlyMemory<byte> body)
    {
        using var document = JsonMembers.TryParse(body);
        var vectors = document is null ? [] : document.RootElement.Member("embeddings").Items().ToList();
        if (vectors.Count == 0 || vectors.Exists(vector => vector.ValueKind != JsonValueKind.Array))
        {
            return null;
        }

        var answer = new HubEmbedAnswer { Model = document!.RootElement.Member("model").Text() ?? "" };
        answer.Vectors.AddRange(vectors.Select(JsonRaw.From));
        answer.Usage = document.RootElement.Member("prompt_eval_count").WholeNumber() is { } count ? new ReportedUsage { Input = count } : null;
        return answer;
    }

    public static byte[] WriteAnswer(HubEmbedAnswer answer, HubEmbedAsk ask, long promptTokens) => JsonWriting.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("model"u8, answer.Model.Length > 0 ? answer.Model : ask.Model);
        writer.WriteStartArray("embeddings"u8);
        answer.Vectors.ForEach(vector => vector.WriteTo(writer));
        writer.WriteEndArray();
        writer.WriteNumber("total_duration"u8, 0);
        writer.WriteNumber("load_duration"u8, 0);
        writer.WriteNumber("prompt_eval_count"u8, promptTokens);
        writer.WriteEndObject();
    });
}
