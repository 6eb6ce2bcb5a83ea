using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Writes an answer for a caller of this dialect: a legal stream, or the whole body that the same events add up to.</summary>
/// <remarks>Items never overlap here: while a call is open, everything that is not its own waits and follows in order.</remarks>
internal sealed class OpenAiResponsesAnswerWriter : IAnswerWriter
{
    private readonly AnswerFacts _facts;
    private readonly MappingReport _report;
    private readonly EventSink _sink;
    private readonly ResponseEnvelope _envelope;
    private readonly ResponseOutput _output;
    private List<HubEvent> _waiting = [];
    private ReportedUsage? _usage;
    private HubFinish? _finish;
    private bool _started;

    public OpenAiResponsesAnswerWriter(AnswerFacts facts, MappingReport report)
    {
        _facts = facts;
        _report = report;
        _sink = new EventSink(facts.Streams);
        _envelope = new ResponseEnvelope(facts);
        _output = new ResponseOutput(facts, report, _sink);
    }

    public void Write(HubEvent happened, List<Frame> frames)
    {
        _sink.Frames = frames;
        switch (happened)
        {
            case HubStart start:
                _envelope.Start(start);
                Start();
                break;
            case HubUsage usage:
                _usage = _usage?.Then(usage.Usage) ?? usage.Usage;
                break;
            case HubUnknown unknown:
                _report.Drop(unknown.At);
                break;
            case HubFinish { Choice: 0 } finish:
                _finish = finish;
                CloseAll();
                break;
            case HubError error:
                // Whatever is open is closed by the stream's closer, which knows what the caller has seen.
                frames.Add(Frame.Broken(error.Failure));
                break;
            case HubEnd:
                End(frames);
                break;
            default:
                WriteItem(happened);
                break;
        }
    }

    private void Start()
    {
        if (_started)
        {
            return;
        }

        _started = true;
        foreach (var type in (ReadOnlySpan<string>)["response.created", "response.in_progress"])
        {
            _sink.Emit(type, writer =>
            {
                writer.WritePropertyName("response");
                _envelope.Write(writer, "in_progress", null, [], null);
            });
        }
    }

    private void WriteItem(HubEvent happened)
    {
        if (ResponseOutput.ChoiceOf(happened) != 0)
        {
            return;
        }

        Start();
        if (_output.MustWait(happened))
        {
            _waiting.Add(happened);
            return;
        }

        _output.Write(happened);
        WriteWaiting();
    }

    private void WriteWaiting()
    {
        while (!_output.HasOpenCall && _waiting.Count > 0)
        {
            var held = _waiting;
            _waiting = [];
            for (var i = 0; i < held.Count; i++)
            {
                if (_output.MustWait(held[i]))
                {
                    _waiting.Add(held[i]);
                    continue;
                }

                _output.Write(held[i]);
                if (!_output.HasOpenCall && _waiting.Count > 0)
                {
                    // The call ended: what waited for it comes before the rest.
                    _waiting.AddRange(held[(i + 1)..]);
                    break;
                }
            }
        }
    }

    private void CloseAll()
    {
        var isCut = _finish?.Reason is HubFinishReason.Length or HubFinishReason.Pause or HubFinishReason.Blocked;
        _output.CloseCall();
        while (_waiting.Count > 0)
        {
            WriteWaiting();
            _output.CloseCall();
        }

        _output.Close(isCut);
    }

    private void End(List<Frame> frames)
    {
        Start();
        CloseAll();
        var reason = Reason();
        var status = reason is null ? "completed" : "incomplete";
        var totalGap = _facts.Quirks.TryGetValue("totalGap", out var gap) && gap == "reasoning";
        var usage = _usage?.ToTokens(totalGap);
        _sink.Emit($"response.{status}", writer =>
        {
            writer.WritePropertyName("response");
            _envelope.Write(writer, status, reason, _output.Items, usage);
        });
        if (!_facts.Streams)
        {
            frames.Add(Frame.Body(ResponseWriting.Json(writer => _envelope.Write(writer, status, reason, _output.Items, usage))));
        }
    }

    private string? Reason()
    {
        if (_finish?.StopSequence is not null)
        {
            _report.Drop("/stop_sequence");
        }

        switch (_finish?.Reason)
        {
            case HubFinishReason.Blocked:
                return "content_filter";
            case HubFinishReason.Pause:
                _report.Drop("/stop_reason");
                return "max_output_tokens";
            case HubFinishReason.Length:
                return "max_output_tokens";
            default:
                return _output.HasBrokenCall ? "max_output_tokens" : null;
        }
    }
}
