using System.Buffers.Binary;
using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads and writes vectors; base64 is little-endian float32.</summary>
internal static class OpenAiEmbedAnswers
{
    public static HubEmbedAnswer? Read(ReadOnlyMemory<byte> body)
    {
        using var document = JsonMembers.TryParse(body);
        if (document is null || document.RootElement.Member("data").ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var root = document.RootElement;
        var answer = new HubEmbedAnswer { Model = root.Member("model").Text() ?? "" };
        foreach (var item in root.Member("data").Items().OrderBy(item => item.Member("index").WholeNumber() ?? 0))
        {
            if (Vector(item.Member("embedding")) is not { } vector)
            {
                return null;
            }

            answer.Vectors.Add(vector);
        }

        if (root.Member("usage") is { ValueKind: JsonValueKind.Object } usage)
        {
            var reader = new Utf8JsonReader(JsonRaw.From(usage).Utf8.Span);
            reader.Read();
            answer.Usage = ChatUsage.Read(ref reader);
        }

        return answer;
    }

    public static byte[] Write(HubEmbedAnswer answer, HubEmbedAsk ask, long promptTokens) => JsonWriting.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("object"u8, "list"u8);
        writer.WriteStartArray("data"u8);
        for (var i = 0; i < answer.Vectors.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("object"u8, "embedding"u8);
            writer.WriteNumber("index"u8, i);
            if (ask.WantsBase64)
            {
                writer.WriteBase64String("embedding"u8, Floats(answer.Vectors[i]));
            }
            else
            {
                writer.Member("embedding"u8, answer.Vectors[i]);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("model"u8, answer.Model.Length > 0 ? answer.Model : ask.Model);
        writer.WriteStartObject("usage"u8);
        writer.WriteNumber("prompt_tokens"u8, promptTokens);
        writer.WriteNumber("total_tokens"u8, promptTokens);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static JsonRaw? Vector(JsonElement vector)
    {
        if (vector.ValueKind == JsonValueKind.Array)
        {
            return JsonRaw.From(vector);
        }

        if (vector.ValueKind != JsonValueKind.String || !vector.TryGetBytesFromBase64(out var floats))
        {
            return null;
        }

        return new JsonRaw(JsonWriting.Write(writer =>
        {
            writer.WriteStartArray();
            for (var i = 0; i + sizeof(float) <= floats.Length; i += sizeof(float))
            {
                writer.WriteNumberValue(BinaryPrimitives.ReadSingleLittleEndian(floats.AsSpan(i)));
            }

            writer.WriteEndArray();
        }));
    }

    private static byte[] Floats(JsonRaw vector)
    {
        using var document = JsonDocument.Parse(vector.Utf8);
        var floats = new byte[document.RootElement.GetArrayLength() * sizeof(float)];
        var at = 0;
        foreach (var number in document.RootElement.EnumerateArray())
        {
            BinaryPrimitives.WriteSingleLittleEndian(floats.AsSpan(at), number.GetSingle());
            at += sizeof(float);
        }

        return floats;
    }
}
