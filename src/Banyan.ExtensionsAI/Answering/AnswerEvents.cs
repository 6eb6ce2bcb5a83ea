using System.Text.Json;
using Banyan.Wire;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Answering;

/// <summary>Turns what a chat client says, update by update, into the events of one answer.</summary>
internal sealed class AnswerEvents
{
    private readonly List<HubEvent> _ready = [];
    private UsageDetails? _usage;
    private ChatFinishReason? _finish;
    private bool _isThinking;
    private bool _hasContent;
    private bool _lostCall;
    private bool _started;
    private int _calls;

    /// <summary>The error the client told inside its answer; null when it told none.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Takes the events that came since the last time.</summary>
    public HubEvent[] Take()
    {
        HubEvent[] taken = [.. _ready];
        _ready.Clear();
        return taken;
    }

    public void Add(ChatResponseUpdate update)
    {
        if (!_started)
        {
            _started = true;
            _ready.Add(new HubStart(update.ResponseId ?? "", update.ModelId ?? "", update.CreatedAt?.ToUnixTimeSeconds() ?? 0));
        }

        _finish = update.FinishReason ?? _finish;
        foreach (var content in update.Contents)
        {
            Add(content);
        }
    }

    /// <summary>The client has said everything: finish, usage and end.</summary>
    /// <returns>Why this is no answer; null when it is one.</returns>
    public Failure? End()
    {
        if (!_hasContent && _finish is null && !_lostCall)
        {
            return Failure ??= new Failure(FailureKind.Garbled, "provider_error", "The chat client answered with nothing.");
        }

        EndThought();
        _ready.Add(new HubFinish(0, Reason(), ProviderReason: _finish?.Value));
        if (_usage is { } told)
        {
            _ready.Add(new HubUsage(Reported(told)));
        }

        _ready.Add(new HubEnd());
        return null;
    }

    private void Add(AIContent content)
    {
        if (content is not (TextReasoningContent or UsageContent))
        {
            EndThought();
        }

        switch (content)
        {
            case TextContent { Text.Length: > 0 } text:
                Say(new HubTextDelta(0, JsonText.From(text.Text)));
                break;
            case TextReasoningContent { Text.Length: > 0 } thought:
                _isThinking = true;
                Say(new HubThoughtDelta(0, JsonText.From(thought.Text)));
                break;
            case FunctionCallContent { InformationalOnly: false } call:
                Call(call);
                break;
            case UsageContent usage:
                _usage ??= new UsageDetails();
                _usage.Add(usage.Details);
                break;
            case ErrorContent { ErrorCode: "Refusal" } refusal:
                Say(new HubRefusalDelta(0, JsonText.From(refusal.Message ?? "")));
                break;
            case ErrorContent error:
                Failure ??= new Failure(FailureKind.Garbled, "provider_error", "The chat client told an error inside its answer.") { ProviderCode = error.ErrorCode };
                break;
            case DataContent or UriContent or HostedFileContent:
                _ready.Add(new HubUnknown("/contents"));
                break;
        }
    }

    /// <summary>A call whose arguments are not one JSON object is left out and the answer ends as cut: it is never turned into a call without arguments.</summary>
    private void Call(FunctionCallContent call)
    {
        if (call.Exception is not null || Arguments(call) is not { } arguments)
        {
            _lostCall = true;
            return;
        }

        Say(new HubCallStart(0, _calls, call.CallId, JsonText.From(call.Name)));
        _ready.Add(new HubCallDelta(0, _calls, arguments));
        _ready.Add(new HubCallEnd(0, _calls));
        _calls++;
    }

    private static JsonText? Arguments(FunctionCallContent call)
    {
        try
        {
            return JsonText.From(PlainJson.Write(call.Arguments ?? new Dictionary<string, object?>(StringComparer.Ordinal)));
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private void Say(HubEvent happened)
    {
        _hasContent = true;
        _ready.Add(happened);
    }

    private void EndThought()
    {
        if (_isThinking)
        {
            _isThinking = false;
            _ready.Add(new HubThoughtEnd(0, null, IsRedacted: false));
        }
    }

    private HubFinishReason Reason() => _finish switch
    {
        _ when _lostCall => HubFinishReason.Length,
        { } told when told == ChatFinishReason.Length => HubFinishReason.Length,
        { } told when told == ChatFinishReason.ContentFilter => HubFinishReason.Blocked,
        _ => _calls > 0 ? HubFinishReason.ToolCalls : HubFinishReason.Stop,
    };

    private static ReportedUsage Reported(UsageDetails told) => new()
    {
        Input = told.InputTokenCount,
        Output = told.OutputTokenCount,
        Total = told.TotalTokenCount,
        CacheRead = told.CachedInputTokenCount,
        Reasoning = told.ReasoningTokenCount,
    };
}
