using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Writes an answer for an Ollama caller: lines while it comes, or one body; a call is told whole, the counts on the last line.</summary>
internal sealed class OllamaAnswerWriter(AnswerFacts facts, MappingReport report) : IAnswerWriter
{
    private readonly FrameComposer _composer = new(StreamFraming.Ndjson);
    private readonly HubCallBuffer _calls = new();
    private readonly HubTurnRecorder _turn = new(facts);
    private readonly List<JsonText> _texts = [];
    private readonly List<JsonText> _thoughts = [];
    private readonly List<(JsonText Name, JsonRaw Arguments)> _made = [];
    private JsonText _model;
    private ReportedUsage? _usage;
    private HubFinishReason _finish = HubFinishReason.Stop;
    private bool _isCut;
    private bool _failed;

    public void Write(HubEvent happened, List<Frame> frames)
    {
        if (_failed)
        {
            return;
        }

        switch (happened)
        {
            case HubStart start:
                _model = JsonText.From(start.Model);
                break;
            case HubUsage usage:
                _usage = _usage?.Then(usage.Usage) ?? usage.Usage;
                break;
            case HubError error:
                _failed = true;
                frames.Add(Frame.Broken(error.Failure));
                break;
            case HubEnd:
                End(frames);
                break;
            default:
                WriteContent(happened, frames);
                break;
        }
    }

    private void WriteContent(HubEvent happened, List<Frame> frames)
    {
        switch (happened)
        {
            case HubTextDelta { Choice: 0 } text:
                _turn.Said(text.Text);
                Emit(_texts, text.Text, thought: default, frames);
                break;
            case HubRefusalDelta { Choice: 0 } refusal:
                _turn.Said(refusal.Text);
                Emit(_texts, refusal.Text, thought: default, frames);
                break;
            case HubThoughtDelta { Choice: 0 } thought:
                _turn.Thought(thought.Text);
                Emit(_thoughts, text: default, thought.Text, frames);
                break;
            case HubThoughtEnd { Choice: 0 } end:
                _turn.Thought(end);
                break;
            case HubCallStart { Choice: 0 } start:
                _calls.Start(start);
                break;
            case HubCallDelta { Choice: 0 } delta:
                _calls.Append(delta);
                break;
            case HubCallEnd { Choice: 0 } end:
                EmitCall(end, frames);
                break;
            case HubFinish { Choice: 0 } finish:
                Finish(finish);
                break;
            default:
                Name(happened);
                break;
        }
    }

    private void Name(HubEvent happened)
    {
        switch (happened)
        {
            case HubUnknown unknown:
                report.Drop(unknown.At);
                break;
            case HubCitation:
                report.Drop("/citations");
                break;
            case HubLogprobs:
                report.Drop("/logprobs");
                break;
            case HubFinish choice:
                report.Drop($"/choices/{choice.Choice}");
                break;
            default:
                break;
        }
    }

    private void Emit(List<JsonText> kept, JsonText text, JsonText thought, List<Frame> frames)
    {
        if (!facts.Streams)
        {
            kept.Add((text.IsEmpty ? thought : text).Keep());
        }
        else if (!text.IsEmpty || !thought.IsEmpty)
        {
            frames.Add(Line(text, thought, []));
        }
    }

    private void EmitCall(HubCallEnd end, List<Frame> frames)
    {
        if (_calls.End(end.Index) is not { } call)
        {
            return;
        }

        if (call.Arguments is not { } arguments)
        {
            _isCut = true;
            report.Drop($"/message/tool_calls/{end.Index}");
            return;
        }

        _turn.Called(call.Start, arguments);
        if (facts.Streams)
        {
            frames.Add(Line(default, default, [(call.Start.Name, arguments)]));
        }
        else
        {
            _made.Add((call.Start.Name, arguments));
        }
    }

    private void Finish(HubFinish finish)
    {
        _finish = finish.Reason;
        if (finish.Reason == HubFinishReason.Pause)
        {
            report.Drop("/stop_reason");
        }

        if (_calls.HasOpen)
        {
            _isCut = true;
            report.Drop("/message/tool_calls");
        }
    }

    private void End(List<Frame> frames)
    {
        _turn.Keep(() => OllamaAskReader.Turns(facts.Ask));
        var writer = Begin(JsonText.Join([.. _texts]), JsonText.Join([.. _thoughts]), _made);
        writer.WriteBoolean("done"u8, true);
        writer.WriteString("done_reason"u8, _isCut ? "length" : OllamaFinish.Write(_finish));
        // We did not run the model: its times are not known, and clients expect the members.
        writer.WriteNumber("total_duration"u8, 0);
        writer.WriteNumber("load_duration"u8, 0);
        var usage = _usage?.ToTokens(totalGapIsReasoning: false);
        if (usage is not null && _usage?.Input is not null)
        {
            writer.WriteNumber("prompt_eval_count"u8, usage.Prompt);
        }

        writer.WriteNumber("prompt_eval_duration"u8, 0);
        if (usage is not null && _usage?.Output is not null)
        {
            writer.WriteNumber("eval_count"u8, usage.Completion);
        }

        writer.WriteNumber("eval_duration"u8, 0);
        writer.WriteEndObject();
        var frame = _composer.End();
        frames.Add(facts.Streams ? frame : Frame.Body(frame.Data));
    }

    private Frame Line(JsonText text, JsonText thought, List<(JsonText Name, JsonRaw Arguments)> calls)
    {
        var writer = Begin(text, thought, calls);
        writer.WriteBoolean("done"u8, false);
        writer.WriteEndObject();
        return _composer.End();
    }

    private Utf8JsonWriter Begin(JsonText text, JsonText thought, List<(JsonText Name, JsonRaw Arguments)> calls)
    {
        var writer = _composer.Begin();
        writer.WriteStartObject();
        writer.Member("model"u8, _model);
        writer.WriteString("created_at"u8, OllamaTime.Write(facts.StartedUnixSeconds));
        writer.WriteStartObject("message"u8);
        writer.WriteString("role"u8, "assistant"u8);
        writer.Member("content"u8, text);
        if (!thought.IsEmpty)
        {
            writer.Member("thinking"u8, thought);
        }

        if (calls.Count > 0)
        {
            writer.WriteStartArray("tool_calls"u8);
            calls.ForEach(call => OllamaContent.WriteCall(writer, call.Name, call.Arguments));
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        return writer;
    }
}
