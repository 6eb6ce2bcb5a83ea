using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Writes one answer for a caller of this wire: a legal event stream, or the body that the same blocks add up to.</summary>
internal sealed class AnthropicAnswerWriter(AnswerFacts facts, MappingReport report) : IAnswerWriter
{
    private readonly AnthropicBlockQueue _queue = new(facts, report);
    private readonly AnthropicStreamWriter? _stream = facts.Streams ? new AnthropicStreamWriter() : null;
    private ReportedUsage _usage = new();
    private HubStart? _start;
    private HubFinish? _finish;
    private bool _refused;
    private bool _ended;

    /// <inheritdoc />
    public void Write(HubEvent happened, List<Frame> frames)
    {
        if (_ended)
        {
            return;
        }

        Note(happened, frames);
        if (_ended)
        {
            return;
        }

        if (_stream is not null && happened is not (HubStart or HubUsage))
        {
            _stream.Start(Opening(), _usage.ToTokens(TotalGap), frames);
            _stream.Blocks(_queue, report, frames);
        }

        if (happened is HubEnd)
        {
            _ended = true;
            End(frames);
        }
    }

    private bool TotalGap => facts.Quirks.TryGetValue("totalGap", out var gap) && gap is "reasoning";

    private void Note(HubEvent happened, List<Frame> frames)
    {
        switch (happened)
        {
            case HubStart start: _start ??= start; break;
            case HubUsage usage: _usage = _usage.Then(usage.Usage); break;
            case HubTextDelta { Choice: 0 } text: _queue.Add(AnthropicBlockKind.Text, text.Text); break;
            case HubTextEnd { Choice: 0 }: _queue.EndText(); break;
            case HubRefusalDelta { Choice: 0 } refusal: Refuse(refusal); break;
            case HubThoughtDelta { Choice: 0 } thought: _queue.Add(AnthropicBlockKind.Thought, thought.Text); break;
            case HubThoughtEnd { Choice: 0 } thought: _queue.EndThought(thought); break;
            case HubCallStart { Choice: 0 } call: _queue.StartCall(call); break;
            case HubCallDelta { Choice: 0 } call: _queue.AddArguments(call); break;
            case HubCallEnd { Choice: 0 } call: _queue.EndCall(call.Index); break;
            case HubCitation { Choice: 0 } citation: _queue.Cite(citation); break;
            case HubFinish { Choice: 0 } finish: Finish(finish); break;
            case HubEnd: _queue.EndAll(); break;
            case HubLogprobs: report.Drop("/logprobs"); break;
            case HubUnknown unknown: report.Drop(unknown.At); break;
            case HubError error: Fail(error, frames); break;
            default: report.Drop("/choices/1"); break;
        }
    }

    private void Refuse(HubRefusalDelta refusal)
    {
        _refused = true;
        _queue.Add(AnthropicBlockKind.Text, refusal.Text);
    }

    private void Finish(HubFinish finish)
    {
        _finish ??= finish;
        _queue.EndAll();
    }

    // Whoever hands frames out closes the stream in the caller's dialect; the open block is closed there.
    private void Fail(HubError error, List<Frame> frames)
    {
        _ended = true;
        frames.Add(Frame.Broken(error.Failure));
    }

    private (string Id, string Model) Opening() => (_start is { Id.Length: > 0 } ? _start.Id : $"msg_{facts.ExchangeId}", _start?.Model ?? "");

    private void End(List<Frame> frames)
    {
        var told = _usage.ToTokens(TotalGap);
        var usage = told ?? new TokenUsage { Output = Estimator.OutputTokens(_queue.TextBytes) };
        var (reason, sequence) = Reason();
        if (_stream is not null)
        {
            AnthropicStreamWriter.End(reason, sequence, (usage, _usage), frames);
            return;
        }

        frames.Add(Frame.Body(AnthropicWholeAnswer.Write(Opening(), _queue.Blocks, (reason, sequence), (usage, _usage), report)));
    }

    // A call anywhere makes it a tool turn; one whose arguments were cut off makes it a limit.
    private (string Reason, JsonText? Sequence) Reason()
    {
        var calls = _queue.Blocks.Where(block => block.Kind == AnthropicBlockKind.Call).ToList();
        return (_finish?.Reason ?? HubFinishReason.Stop) switch
        {
            HubFinishReason.Blocked => ("refusal", null),
            HubFinishReason.Pause => ("pause_turn", null),
            HubFinishReason.Length => ("max_tokens", null),
            HubFinishReason.Stop or HubFinishReason.ToolCalls or HubFinishReason.Load => Normal(calls),
        };
    }

    private (string Reason, JsonText? Sequence) Normal(List<AnthropicBlock> calls) =>
        calls.Exists(call => call.Input() is null) ? ("max_tokens", null)
        : calls.Count > 0 ? ("tool_use", null)
        : _refused ? ("refusal", null)
        : _finish?.StopSequence is { } sequence ? ("stop_sequence", sequence)
        : ("end_turn", null);
}
