using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads and writes asks for embeddings.</summary>
internal static class OpenAiEmbedAsks
{
    public static HubEmbedAsk Read(WireBody body, MappingReport report)
    {
        var ask = new HubEmbedAsk { Model = body.Lens.Model };
        using var document = JsonMembers.TryParse(body.Bytes);
        if (document is null || body.Lens.Problem is not null)
        {
            report.Refuse(body.Lens.Problem ?? JsonSafety.Refuse("The body is not valid JSON."));
            return ask;
        }

        var root = document.RootElement;
        Input(root.Member("input"), ask);
        ask.WantsBase64 = root.Member("encoding_format").Text() == "base64";
        ask.Dimensions = root.Member("dimensions") is { ValueKind: JsonValueKind.Number } length ? new(JsonRaw.From(length), "/dimensions") : null;
        ask.User = root.Member("user") is { ValueKind: JsonValueKind.String } user ? new(JsonText.From(user), "/user") : null;
        foreach (var (name, _) in root.Members())
        {
            if (name is not ("model" or "input" or "encoding_format" or "dimensions" or "user" or "banyan"))
            {
                report.Drop("/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            }
        }

        return ask;
    }

    public static byte[] Write(HubEmbedAsk ask, TargetFacts target, MappingReport report)
    {
        if (ask.Tokens is { } tokens)
        {
            report.Refuse(tokens.At, "Token arrays mean nothing to another provider's model; send text.");
        }

        if (ask.TaskType is { } task)
        {
            report.Drop(task.At);
        }

        return JsonWriting.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("model"u8, target.Model);
            writer.WriteStartArray("input"u8);
            ask.Inputs.ForEach(input => input.WriteTo(writer));
            writer.WriteEndArray();
            writer.WriteString("encoding_format"u8, "float"u8);
            if (ask.Dimensions is { } length)
            {
                writer.Member("dimensions"u8, length.Value);
            }

            if (ask.User is { } user)
            {
                writer.Member("user"u8, user.Value);
            }

            writer.WriteEndObject();
        });
    }

    private static void Input(JsonElement input, HubEmbedAsk ask)
    {
        if (input.ValueKind == JsonValueKind.String)
        {
            ask.IsSingle = true;
            ask.Inputs.Add(JsonText.From(input));
        }
        else if (input.Items().Any(item => item.ValueKind != JsonValueKind.String))
        {
            ask.Tokens = new(JsonRaw.From(input), "/input");
        }
        else
        {
            ask.Inputs.AddRange(input.Items().Select(JsonText.From));
        }
    }
}
