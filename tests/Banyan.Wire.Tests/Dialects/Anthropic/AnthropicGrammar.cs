using System.Text;
using System.Text.Json.Nodes;
using Banyan.Wire.Framing;

namespace Banyan.Wire.Tests.Dialects.Anthropic;

/// <summary>The grammar of this wire's streams, and what a client makes of one.</summary>
internal static class AnthropicGrammar
{
    private static readonly Dictionary<string, string[]> Deltas = new(StringComparer.Ordinal)
    {
        ["text"] = ["text_delta", "citations_delta"],
        ["thinking"] = ["thinking_delta", "signature_delta"],
        ["tool_use"] = ["input_json_delta"],
        ["redacted_thinking"] = [],
    };

    /// <summary>Checks a finished stream and folds it into the whole answer.</summary>
    public static JsonObject Fold(IReadOnlyList<Frame> frames)
    {
        JsonObject? message = null;
        JsonObject? open = null;
        var arguments = new StringBuilder();
        var (deltas, stops) = (0, 0);
        foreach (var frame in frames)
        {
            var data = frame.Json().AsObject();
            var type = data["type"]!.GetValue<string>();
            Encoding.UTF8.GetString(frame.Raw.Span).ShouldBe($"event: {type}\ndata: {frame.Text()}\n\n");
            stops.ShouldBe(0, "nothing follows message_stop");
            switch (type)
            {
                case "message_start":
                    message.ShouldBeNull();
                    message = data["message"]!.DeepClone().AsObject();
                    break;
                case "content_block_start":
                    open.ShouldBeNull();
                    deltas.ShouldBe(0);
                    data["index"]!.GetValue<int>().ShouldBe(message!["content"]!.AsArray().Count);
                    open = data["content_block"]!.DeepClone().AsObject();
                    message["content"]!.AsArray().Add(open);
                    arguments.Clear();
                    break;
                case "content_block_delta":
                    Apply(open!, data["delta"]!.AsObject(), arguments);
                    break;
                case "content_block_stop":
                    data["index"]!.GetValue<int>().ShouldBe(message!["content"]!.AsArray().Count - 1);
                    Close(open!, arguments);
                    open = null;
                    break;
                case "message_delta":
                    open.ShouldBeNull();
                    (++deltas).ShouldBe(1);
                    message!["stop_reason"] = data["delta"]!["stop_reason"]!.DeepClone();
                    message["stop_sequence"] = data["delta"]!["stop_sequence"]?.DeepClone();
                    message["usage"] = data["usage"]!.DeepClone();
                    break;
                default:
                    type.ShouldBe("message_stop");
                    deltas.ShouldBe(1);
                    stops++;
                    break;
            }
        }

        stops.ShouldBe(1);
        return message!;
    }

    private static void Apply(JsonObject open, JsonObject delta, StringBuilder arguments)
    {
        var type = delta["type"]!.GetValue<string>();
        Deltas[open["type"]!.GetValue<string>()].ShouldContain(type);
        if (open["signature"] is { } signed)
        {
            signed.GetValue<string>().ShouldBe("", "the signature is the last delta");
        }

        switch (type)
        {
            case "text_delta": open["text"] = open["text"]!.GetValue<string>() + delta["text"]!.GetValue<string>(); break;
            case "thinking_delta": open["thinking"] = open["thinking"]!.GetValue<string>() + delta["thinking"]!.GetValue<string>(); break;
            case "signature_delta": open["signature"] = delta["signature"]!.DeepClone(); break;
            case "citations_delta": (open["citations"] ??= new JsonArray()).AsArray().Add(delta["citation"]!.DeepClone()); break;
            default: arguments.Append(delta["partial_json"]!.GetValue<string>()); break;
        }
    }

    private static void Close(JsonObject open, StringBuilder arguments)
    {
        if (open["type"]!.GetValue<string>() is "tool_use")
        {
            open["input"] = JsonNode.Parse(arguments.ToString());
        }

        (open["text"]?.GetValue<string>() ?? "said").ShouldNotBeEmpty();
    }
}
