using System.Text.Json;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Client;

/// <summary>Frames of Banyan's answer to updates. A call is told when it is complete; an end that never came is an exception.</summary>
internal sealed class AnswerReading(AnswerHeaders head)
{
    private readonly IAnswerReader _reader = DialectTable.Get(DialectId.OpenAiChat).CreateReader(new AnswerFacts());
    private readonly List<HubEvent> _events = [];
    private readonly SortedDictionary<int, (HubCallStart Start, List<JsonText> Arguments)> _calls = [];
    private HubStart? _start;
    private bool _isWhole;

    public IReadOnlyList<ChatResponseUpdate> Read(in Frame frame)
    {
        _events.Clear();
        _reader.Read(frame, _events);
        return Updates();
    }

    /// <summary>The connection ended.</summary>
    /// <exception cref="BanyanException">The answer is not whole.</exception>
    public IReadOnlyList<ChatResponseUpdate> End()
    {
        _events.Clear();
        _reader.End(_events);
        var updates = Updates();
        return _isWhole ? updates : throw BanyanErrors.Cut(head);
    }

    private List<ChatResponseUpdate> Updates()
    {
        var updates = new List<ChatResponseUpdate>(_events.Count);
        foreach (var happened in _events)
        {
            if (Update(happened) is { } update)
            {
                updates.Add(update);
            }
        }

        return updates;
    }

    private ChatResponseUpdate? Update(HubEvent happened)
    {
        switch (happened)
        {
            case HubStart start:
                _start = start;
                return Make([]);
            case HubTextDelta text:
                return Make([new TextContent(text.Text.ToString())]);
            case HubRefusalDelta refusal:
                return Make([new ErrorContent(refusal.Text.ToString()) { ErrorCode = "Refusal" }]);
            case HubThoughtDelta thought:
                return Make([new TextReasoningContent(thought.Text.ToString())]);
            case HubCallStart call:
                _calls[call.Index] = (call, []);
                return null;
            case HubCallDelta piece when _calls.TryGetValue(piece.Index, out var open):
                open.Arguments.Add(piece.Arguments.Keep());
                return null;
            case HubFinish finish:
                return Finish(finish);
            case HubUsage usage:
                return Make([new UsageContent(Details(usage.Usage))]);
            case HubError error:
                throw new BanyanException(error.Failure.Message) { Code = error.Failure.ProviderCode ?? error.Failure.Code, Param = error.Failure.Param, Status = head.Status, RequestId = head.RequestId };
            case HubEnd:
                _isWhole = true;
                return null;
            default:
                return null;
        }
    }

    private ChatResponseUpdate Finish(HubFinish finish)
    {
        var update = Make([.. _calls.Values.Select(call => Call(call.Start, JsonText.Join([.. call.Arguments]).ToString()))]);
        update.FinishReason = finish.Reason switch
        {
            HubFinishReason.Length or HubFinishReason.Pause => ChatFinishReason.Length,
            HubFinishReason.Blocked => ChatFinishReason.ContentFilter,
            HubFinishReason.ToolCalls => ChatFinishReason.ToolCalls,
            HubFinishReason.Stop or HubFinishReason.Load => _calls.Count > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
        };
        _calls.Clear();
        return update;
    }

    private static FunctionCallContent Call(HubCallStart start, string arguments) => FunctionCallContent.CreateFromParsedArguments(
        arguments,
        start.Id ?? "",
        start.Name.ToString(),
        static json => json.Length == 0 ? new Dictionary<string, object?>(StringComparer.Ordinal) : Parse(json));

    private static Dictionary<string, object?> Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value.Clone(), StringComparer.Ordinal);
    }

    private ChatResponseUpdate Make(IList<AIContent> contents) => new(ChatRole.Assistant, contents)
    {
        ResponseId = _start?.Id,
        MessageId = _start?.Id,
        ModelId = _start?.Model,
        CreatedAt = _start is { CreatedUnixSeconds: > 0 } start ? DateTimeOffset.FromUnixTimeSeconds(start.CreatedUnixSeconds) : null,
        AdditionalProperties = head.Properties(),
    };

    private static UsageDetails Details(ReportedUsage told) => new()
    {
        InputTokenCount = told.Input,
        OutputTokenCount = told.Output,
        TotalTokenCount = told.Total ?? (told.Input + told.Output),
        CachedInputTokenCount = told.CacheRead,
        ReasoningTokenCount = told.Reasoning,
    };
}
