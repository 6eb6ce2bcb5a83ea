using System.Text.Json;
using Banyan.Cli.Http;
using Banyan.Wire.Json;

namespace Banyan.Cli.Asking;

/// <summary>Reads one chunk of a streamed answer, or a whole one: both keep their text in the first choice.</summary>
internal static class ChatFrame
{
    /// <summary>Takes what a chunk says into the answer.</summary>
    /// <returns>The text it brought, and the error it told; neither when it is no JSON object.</returns>
    public static (string Text, ErrorObject? Error) Read(ReadOnlyMemory<byte> payload, ChatAnswer answer)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            var root = document.RootElement;
            if (ErrorObject.Read(root) is { } error)
            {
                return ("", error);
            }

            if (root.ValueKind == JsonValueKind.Object)
            {
                answer.Model ??= Text(root, "model");
                ReadUsage(root, answer);
                return (ReadChoice(root, answer), null);
            }
        }
        catch (JsonException)
        {
            // Told below, in the same words as JSON of another shape.
        }

        return ("", new ErrorObject("unexpected_answer", "The service sent something that is no part of a chat answer."));
    }

    private static string ReadChoice(JsonElement root, ChatAnswer answer)
    {
        if (!root.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0)
        {
            return "";
        }

        var choice = choices[0];
        answer.FinishReason = Text(choice, "finish_reason") ?? answer.FinishReason;
        if (!choice.TryGetProperty("delta", out var part) && !choice.TryGetProperty("message", out part))
        {
            return "";
        }

        var text = (Text(part, "content") ?? "") + (Text(part, "refusal") ?? "");
        answer.Text.Append(text);
        return text;
    }

    private static void ReadUsage(JsonElement root, ChatAnswer answer)
    {
        if (root.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object)
        {
            answer.InputTokens = Count(usage, "prompt_tokens") ?? answer.InputTokens;
            answer.OutputTokens = Count(usage, "completion_tokens") ?? answer.OutputTokens;
        }
    }

    private static string? Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? JsonText.From(value).ToString() : null;

    private static long? Count(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) ? count : null;
}
