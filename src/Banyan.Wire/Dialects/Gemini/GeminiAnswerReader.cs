using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Turns a Gemini answer into events. There is no end mark: the answer is whole when every candidate has said why it finished.</summary>
internal sealed class GeminiAnswerReader(AnswerFacts facts) : IAnswerReader
{
    private readonly SortedDictionary<int, GeminiCandidateReader> _candidates = [];
    private bool _started;
    private bool _ended;
    private bool _blocked;

    public void Read(in Frame frame, List<HubEvent> events)
    {
        if (_ended || frame.Kind == FrameKind.Comment)
        {
            return;
        }

        if (frame.Kind == FrameKind.Broken)
        {
            Fail(frame.Broke ?? GeminiFrames.Garbled("The provider's answer broke off."), events);
            return;
        }

        using var document = JsonMembers.TryParse(frame.Data);
        if (document is null)
        {
            Fail(GeminiFrames.Garbled("The provider sent something that is not JSON."), events);
            return;
        }

        ReadChunk(document.RootElement, frame, events);
        if (!_ended && frame.Kind == FrameKind.Body)
        {
            EndBody(events);
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

    private bool IsWhole => _blocked || (_candidates.Count > 0 && _candidates.Values.All(candidate => candidate.IsFinished));

    private void EndBody(List<HubEvent> events)
    {
        if (IsWhole)
        {
            End(events);
        }
        else
        {
            Fail(GeminiFrames.Garbled("The provider's answer has no finished candidate."), events);
        }
    }

    private void ReadChunk(JsonElement chunk, in Frame frame, List<HubEvent> events)
    {
        if (chunk.ValueKind != JsonValueKind.Object || chunk.Member("error").IsThere())
        {
            Fail(GeminiErrors.ReadInBand(frame.Data) ?? GeminiFrames.Garbled("The provider sent JSON that is no answer."), events);
            return;
        }

        if (!_started)
        {
            _started = true;
            events.Add(new HubStart(chunk.Member("responseId").Text() ?? "", chunk.Member("modelVersion").Text() ?? "", 0));
        }

        foreach (var candidate in chunk.Member("candidates").Items())
        {
            var index = (int)Math.Clamp(candidate.Member("index").WholeNumber() ?? 0, 0, 128);
            if (!_candidates.TryGetValue(index, out var reader))
            {
                _candidates[index] = reader = new GeminiCandidateReader(index, facts);
            }

            if (reader.Read(candidate, events) is { } failure)
            {
                Fail(failure, events);
                return;
            }
        }

        ReadFeedback(chunk.Member("promptFeedback"), events);
        ReadUsage(chunk.Member("usageMetadata"), events);
    }

    private void ReadFeedback(JsonElement feedback, List<HubEvent> events)
    {
        if (_candidates.Count == 0 && !_blocked && feedback.Member("blockReason").Text() is { } reason)
        {
            _blocked = true;
            events.Add(new HubFinish(0, HubFinishReason.Blocked, ProviderReason: reason));
        }
    }

    private static void ReadUsage(JsonElement usage, List<HubEvent> events)
    {
        if (usage.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (GeminiUsage.Read(usage) is { } told)
        {
            events.Add(new HubUsage(told));
        }
    }

    private void Fail(Failure failure, List<HubEvent> events)
    {
        _ended = true;
        events.Add(new HubError(failure));
    }
}
