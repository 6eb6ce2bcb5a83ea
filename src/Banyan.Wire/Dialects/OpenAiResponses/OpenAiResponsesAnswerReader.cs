using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Reads an upstream's answer. A whole body is read as the events it would have come in.</summary>
internal sealed class OpenAiResponsesAnswerReader(AnswerFacts facts) : IAnswerReader
{
    private readonly AnswerItems _items = new(facts.Issuer);
    private bool _started;
    private bool _ended;

    public void Read(in Frame frame, List<HubEvent> events)
    {
        if (_ended || frame.Kind == FrameKind.Comment || frame.Data.Span.Trim(" \t\r\n"u8).SequenceEqual("[DONE]"u8))
        {
            return;
        }

        if (frame.Kind == FrameKind.Broken)
        {
            Fail(frame.Broke ?? new Failure(FailureKind.Garbled, "upstream_cut", "The provider's stream broke."), events);
            return;
        }

        // The frame's own meaning finds every kind of error, so both ways of reading agree on them.
        if (OpenAiResponsesFrames.Read(frame) is { Failure: { } failure } meaning)
        {
            AddUsage(meaning.Usage, events);
            Fail(failure, events);
            return;
        }

        ReadSound(frame, events);
    }

    public void End(List<HubEvent> events)
    {
        // Only response.completed and response.incomplete end an answer; a stream without them was cut.
    }

    private void ReadSound(in Frame frame, List<HubEvent> events)
    {
        try
        {
            using var parsed = JsonDocument.Parse(frame.Data, ResponseJson.Reading);
            if (frame.Kind == FrameKind.Body)
            {
                Finish(parsed.RootElement, events);
            }
            else
            {
                ReadEvent(parsed.RootElement, events);
            }
        }
        catch (JsonException)
        {
            Fail(new Failure(FailureKind.Garbled, "provider_error", "The provider sent an event that is not JSON."), events);
        }
    }

    private void ReadEvent(JsonElement root, List<HubEvent> events)
    {
        switch (root.Word("type"))
        {
            case "response.created" or "response.in_progress" or "response.queued":
                Start(root.Get("response") ?? default, events);
                break;
            case "response.completed" or "response.incomplete":
                Finish(root.Get("response") ?? default, events);
                break;
            case { } type:
                _items.Read(type, root, events);
                break;
            case null:
                break;
        }
    }

    private void Start(JsonElement response, List<HubEvent> events)
    {
        if (!_started)
        {
            _started = true;
            events.Add(new HubStart(response.Word("id") ?? "", response.Word("model") ?? "", response.Count("created_at") ?? 0));
        }
    }

    private void Finish(JsonElement response, List<HubEvent> events)
    {
        Start(response, events);
        _items.ReadMissing(response, events);
        AddUsage(ResponseUsage.Read(response.Get("usage")) is { } told ? told with { ServiceTier = response.Word("service_tier") } : null, events);
        events.Add(new HubFinish(0, Reason(response), ProviderReason: response.Word("status")));
        events.Add(new HubEnd());
        _ended = true;
    }

    private HubFinishReason Reason(JsonElement response)
    {
        if (response.Word("status") == "incomplete")
        {
            return response.Get("incomplete_details")?.Word("reason") == "content_filter" ? HubFinishReason.Blocked : HubFinishReason.Length;
        }

        if (_items.HasCall)
        {
            return HubFinishReason.ToolCalls;
        }

        return _items.HasRefusal ? HubFinishReason.Blocked : HubFinishReason.Stop;
    }

    private static void AddUsage(Usage.ReportedUsage? usage, List<HubEvent> events)
    {
        if (usage is not null)
        {
            events.Add(new HubUsage(usage));
        }
    }

    private void Fail(Failure failure, List<HubEvent> events)
    {
        _ended = true;
        events.Add(new HubError(failure));
    }
}
