using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Reads the response object: the whole body, or what the last event of a stream carries.</summary>
internal static class ResponseObject
{
    public static FrameMeaning ReadBody(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var parsed = JsonDocument.Parse(body, ResponseJson.Reading);
            var root = parsed.RootElement;
            if (root.Word("status") is null && root.Get("output") is null && root.Get("error") is not null)
            {
                return new FrameMeaning(FrameTraits.Error | FrameTraits.Terminal, Failure: OpenAiResponsesErrors.FromEvent(root, body));
            }

            return root.Get("output") is { ValueKind: JsonValueKind.Array }
                ? ReadFinal(root, body) is var meaning && meaning.Failure is null
                    ? meaning with { Traits = meaning.Traits | FrameTraits.Content | (root.Items("output").Any(IsCall) ? FrameTraits.Call : FrameTraits.Other), TextBytes = OutputBytes(root) }
                    : meaning
                : OpenAiResponsesFrames.Garbled("The provider's answer is not a response object.");
        }
        catch (JsonException)
        {
            return OpenAiResponsesFrames.Garbled("The provider's answer is empty or not JSON.");
        }
    }

    /// <summary>Reads a response that will not change any more.</summary>
    public static FrameMeaning ReadFinal(JsonElement response, ReadOnlyMemory<byte> told)
    {
        var usage = ResponseUsage.Read(response.Get("usage")) is { } read ? read with { ServiceTier = response.Word("service_tier") } : null;
        var counted = usage is null ? FrameTraits.Other : FrameTraits.Usage;
        return response.Word("status") is "failed" or "cancelled"
            ? new FrameMeaning(FrameTraits.Error | FrameTraits.Terminal | counted, usage, OpenAiResponsesErrors.FromResponse(response, told))
            : new FrameMeaning(FrameTraits.Finish | FrameTraits.Terminal | counted, usage);
    }

    /// <summary>Whether an item of the output is a call the asker must run.</summary>
    public static bool IsCall(JsonElement item) => item.Word("type") is "function_call" or "custom_tool_call";

    private static int OutputBytes(JsonElement root)
    {
        var bytes = 0;
        foreach (var item in root.Items("output"))
        {
            bytes += Length(item, "arguments") + Length(item, "input");
            foreach (var part in item.Items("content"))
            {
                bytes += Length(part, "text") + Length(part, "refusal");
            }

            foreach (var part in item.Items("summary"))
            {
                bytes += Length(part, "text");
            }
        }

        return bytes;
    }

    private static int Length(JsonElement owner, string name) => owner.Text(name) is { } text ? text.Escaped.Length : 0;
}
