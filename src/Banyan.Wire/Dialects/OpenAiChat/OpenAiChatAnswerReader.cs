using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Turns an upstream's chunks or whole body into events. Missing roles and a missing <c>[DONE]</c> are forgiven, a missing finish is not.</summary>
internal sealed class OpenAiChatAnswerReader(AnswerFacts facts) : IAnswerReader
{
    private readonly SortedDictionary<int, AnswerChoice> _choices = [];
    private string? _serviceTier;
    private bool _started;
    private bool _ended;

    public void Read(in Frame frame, List<HubEvent> events)
    {
        if (_ended || frame.Kind == FrameKind.Comment || (frame.Kind == FrameKind.Event && frame.Data.IsEmpty))
        {
            return;
        }

        if (frame.Kind == FrameKind.Broken)
        {
            Fail(frame.Broke ?? OpenAiChatErrors.Cut, events);
        }
        else if (frame.Kind == FrameKind.Event && OpenAiChatFrames.IsDone(frame.Data.Span))
        {
            EndOrFail(events);
        }
        else
        {
            ReadJson(frame, events);
        }
    }

    public void End(List<HubEvent> events)
    {
        if (!_ended && IsWhole)
        {
            _ended = true;
            events.Add(new HubEnd());
        }
    }

    private bool IsWhole => _choices.Count > 0 && _choices.Values.All(choice => choice.IsFinished);

    private void EndOrFail(List<HubEvent> events)
    {
        if (IsWhole)
        {
            End(events);
        }
        else
        {
            Fail(OpenAiChatErrors.Cut, events);
        }
    }

    private void ReadJson(in Frame frame, List<HubEvent> events)
    {
        using var document = JsonMembers.TryParse(frame.Data);
        if (document is null || document.RootElement.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            Fail(OpenAiChatErrors.Garbled(frame.Data.Span), events);
            return;
        }

        if (OpenAiChatFrames.Read(new Frame(default, frame.Data, FrameKind.Body)).Failure is { } told)
        {
            Fail(told, events);
            return;
        }

        ReadChunk(document.RootElement, events);
        if (frame.Kind == FrameKind.Body)
        {
            EndOrFail(events);
        }
    }

    private void ReadChunk(JsonElement chunk, List<HubEvent> events)
    {
        if (!_started)
        {
            _started = true;
            events.Add(new HubStart(chunk.Member("id").Text() ?? "", chunk.Member("model").Text() ?? "", chunk.Member("created").WholeNumber() ?? 0));
        }

        _serviceTier = chunk.Member("service_tier").Text() ?? _serviceTier;
        foreach (var choice in chunk.Member("choices").Items())
        {
            Choice(choice).Read(choice, events);
            Usage(choice.Member("usage"), events);
        }

        Usage(chunk.Member("x_groq").Member("usage"), events);
        Usage(chunk.Member("usage"), events);
    }

    private AnswerChoice Choice(JsonElement choice)
    {
        var index = (int)Math.Clamp(choice.Member("index").WholeNumber() ?? 0, 0, 128);
        if (!_choices.TryGetValue(index, out var reader))
        {
            _choices[index] = reader = new AnswerChoice(index, facts);
        }

        return reader;
    }

    private void Usage(JsonElement usage, List<HubEvent> events)
    {
        if (usage.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var reader = new Utf8JsonReader(JsonRaw.From(usage).Utf8.Span, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
        reader.Read();
        if (ChatUsage.Read(ref reader) is { } told)
        {
            events.Add(new HubUsage(told with { ServiceTier = _serviceTier }));
        }
    }

    private void Fail(Failure failure, List<HubEvent> events)
    {
        _ended = true;
        events.Add(new HubError(failure));
    }
}
