using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Reads one answer: a stream event by event, a whole body as the same events in one go.</summary>
internal sealed class AnthropicAnswerReader(AnswerFacts facts) : IAnswerReader
{
    private readonly AnthropicBlockEvents _blocks = new(facts);
    private bool _started;
    private bool _finished;
    private bool _ended;

    /// <inheritdoc />
    public void Read(in Frame frame, List<HubEvent> events)
    {
        if (_ended || frame.Kind == FrameKind.Comment)
        {
            return;
        }

        if (frame.Kind == FrameKind.Broken)
        {
            Fail(frame.Broke!, events);
            return;
        }

        var meaning = AnthropicFrames.Read(frame);
        if (meaning.Failure is { } failure)
        {
            Fail(failure, events);
            return;
        }

        try
        {
            var kind = AnthropicEvents.KindOf(frame.Data.Span);
            if (kind is AnthropicEventKind.Broken or AnthropicEventKind.Ping)
            {
                return;
            }

            using var document = JsonDocument.Parse(frame.Data, AnthropicJson.Bounded);
            Happened(kind, document.RootElement, events);
        }
        catch (JsonException)
        {
            Fail(AnthropicFrames.Garbled("An event of the provider's stream is not JSON.").Failure!, events);
        }
    }

    /// <inheritdoc />
    /// <remarks>Nothing is held back, and only <c>message_stop</c> ends an answer.</remarks>
    public void End(List<HubEvent> events)
    {
    }

    private void Happened(AnthropicEventKind kind, JsonElement data, List<HubEvent> events)
    {
        switch (kind)
        {
            case AnthropicEventKind.Message:
                Whole(data, events);
                break;
            case AnthropicEventKind.MessageStart:
                Start(data.Member("message") ?? default, events);
                break;
            case AnthropicEventKind.BlockStart:
                _blocks.Start(Index(data), data.Member("content_block") ?? default, events);
                break;
            case AnthropicEventKind.BlockDelta:
                _blocks.Delta(Index(data), data.Member("delta") ?? default, events);
                break;
            case AnthropicEventKind.BlockStop:
                _blocks.Stop(Index(data), events);
                break;
            case AnthropicEventKind.MessageDelta:
                Finish(data.Member("delta") ?? default, events);
                Usage(data, events);
                break;
            case AnthropicEventKind.MessageStop:
                Complete(events);
                break;
            case AnthropicEventKind.Unknown:
                events.Add(new HubUnknown(data.Word("type") ?? "event"));
                break;
            case AnthropicEventKind.Ping or AnthropicEventKind.Error or AnthropicEventKind.Broken:
                break;
        }
    }

    private void Whole(JsonElement message, List<HubEvent> events)
    {
        Start(message, events);
        var index = 0;
        if (message.Member("content") is { ValueKind: JsonValueKind.Array } content)
        {
            foreach (var block in content.EnumerateArray())
            {
                _blocks.Start(index, block, events);
                _blocks.Stop(index++, events);
            }
        }

        Finish(message, events);
        Complete(events);
    }

    // A second start (some proxies send two) tells nothing new but its counts.
    private void Start(JsonElement message, List<HubEvent> events)
    {
        if (!_started)
        {
            _started = true;
            events.Add(new HubStart(message.Word("id") ?? "", message.Word("model") ?? "", 0));
        }

        Usage(message, events);
    }

    private void Finish(JsonElement holder, List<HubEvent> events)
    {
        if (_finished || holder.Word("stop_reason") is not { } reason)
        {
            return;
        }

        _finished = true;
        events.Add(new HubFinish(0, ReasonOf(reason), holder.TextMember("stop_sequence"), reason));
    }

    private void Complete(List<HubEvent> events)
    {
        if (!_finished)
        {
            events.Add(new HubFinish(0, _blocks.SawCall ? HubFinishReason.ToolCalls : HubFinishReason.Stop));
        }

        _ended = true;
        events.Add(new HubEnd());
    }

    private HubFinishReason ReasonOf(string reason) => reason switch
    {
        "max_tokens" or "model_context_window_exceeded" => HubFinishReason.Length,
        "refusal" => HubFinishReason.Blocked,
        "pause_turn" => HubFinishReason.Pause,
        "tool_use" => _blocks.SawCall ? HubFinishReason.ToolCalls : HubFinishReason.Stop,
        _ => HubFinishReason.Stop,
    };

    private void Fail(Failure failure, List<HubEvent> events)
    {
        _ended = true;
        events.Add(new HubError(failure));
    }

    private static void Usage(JsonElement holder, List<HubEvent> events)
    {
        if (holder.Member("usage") is { ValueKind: JsonValueKind.Object } usage)
        {
            events.Add(new HubUsage(AnthropicUsage.Read(Json.JsonRaw.From(usage))));
        }
    }

    private static int Index(JsonElement data) =>
        data.Member("index") is { ValueKind: JsonValueKind.Number } index && index.TryGetInt32(out var number) ? number : 0;
}
