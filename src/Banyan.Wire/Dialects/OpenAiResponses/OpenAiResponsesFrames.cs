using System.Text.Json;
using Banyan.Wire.Framing;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Says what a frame of a Responses answer carries.</summary>
internal static class OpenAiResponsesFrames
{
    public static FrameMeaning Read(in Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Broken:
                return new FrameMeaning(FrameTraits.Error, Failure: frame.Broke);
            case FrameKind.Comment:
                return default;
            case FrameKind.Body:
                return ResponseObject.ReadBody(frame.Data);
            case FrameKind.Event:
            default:
                return ReadEvent(frame.Data);
        }
    }

    private static FrameMeaning ReadEvent(ReadOnlyMemory<byte> data)
    {
        var payload = data.Span.Trim(" \t\r\n"u8);
        // A closing brace is all that is asked of a delta; a broken one is met by whoever must parse it.
        if (!payload.IsEmpty && payload[^1] == (byte)'}' && EventScan.Type(payload) is var type && EventScan.IsDelta(type))
        {
            var text = EventScan.Text(payload, "\"delta\""u8).Length;
            return text == 0 ? default : new FrameMeaning(FrameTraits.Content, TextBytes: text);
        }

        // Some servers close with the mark of the chat dialect; it says nothing here.
        if (payload.IsEmpty || payload.SequenceEqual("[DONE]"u8))
        {
            return default;
        }

        try
        {
            using var parsed = JsonDocument.Parse(data, ResponseJson.Reading);
            return ReadEvent(parsed.RootElement, data);
        }
        catch (JsonException)
        {
            return Garbled("The provider sent an event that is not JSON.");
        }
    }

    private static FrameMeaning ReadEvent(JsonElement root, ReadOnlyMemory<byte> data)
    {
        var type = root.Word("type");
        switch (type)
        {
            case "response.output_item.added" when root.Get("item") is { } item && ResponseObject.IsCall(item):
                return new FrameMeaning(FrameTraits.Preamble | FrameTraits.Call);
            case "response.created" or "response.in_progress" or "response.queued" or "response.output_item.added"
                or "response.content_part.added" or "response.reasoning_summary_part.added":
                return new FrameMeaning(FrameTraits.Preamble);
            case "response.completed" or "response.incomplete" or "response.failed" or "response.cancelled":
                return ResponseObject.ReadFinal(root.Get("response") ?? default, data);
            case "error":
                return new FrameMeaning(FrameTraits.Error, Failure: OpenAiResponsesErrors.FromEvent(root, data));
            case null:
                return root.Get("error") is null ? default : new FrameMeaning(FrameTraits.Error, Failure: OpenAiResponsesErrors.FromEvent(root, data));
            default:
                // What was told only whole commits as well; its bytes were counted with the deltas, if there were any.
                return IsWhole(type) ? new FrameMeaning(FrameTraits.Content) : default;
        }
    }

    private static bool IsWhole(string type) =>
        type is "response.output_text.done" or "response.refusal.done" or "response.function_call_arguments.done" or "response.output_item.done"
            or "response.custom_tool_call_input.done" or "response.reasoning_summary_text.done" or "response.reasoning_text.done"
            or "response.output_text.annotation.added";

    public static FrameMeaning Garbled(string message) =>
        new(FrameTraits.Error, Failure: new Failure(FailureKind.Garbled, "provider_error", message));
}
