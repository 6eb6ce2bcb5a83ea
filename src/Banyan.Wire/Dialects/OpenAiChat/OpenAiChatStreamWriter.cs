using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Writes an answer as chunks: the role first, one finish for each choice, usage only if asked for, <c>[DONE]</c> last.</summary>
internal sealed class OpenAiChatStreamWriter(AnswerFacts facts, MappingReport report) : IAnswerWriter
{
    private readonly FrameComposer _composer = new(StreamFraming.Sse);
    private readonly AnswerHeadWriter _head = new(facts);
    private readonly SortedDictionary<int, OutChoice> _choices = [];
    private ReportedUsage? _usage;
    private bool _isOver;

    public void Write(HubEvent happened, List<Frame> frames)
    {
        if (_isOver)
        {
            return;
        }

        switch (happened)
        {
            case HubStart start:
                _head.Saw(start);
                break;
            case HubUsage usage:
                _usage = _usage?.Then(usage.Usage) ?? usage.Usage;
                break;
            case HubUnknown unknown:
                report.Drop(unknown.At);
                break;
            case HubError error:
                _isOver = true;
                frames.Add(Frame.Broken(error.Failure));
                break;
            case HubEnd:
                End(frames);
                break;
            case HubFinish finish:
                Choice(finish.Choice, frames).Saw(finish, report);
                break;
            default:
                Delta(happened, frames);
                break;
        }
    }

    private void Delta(HubEvent happened, List<Frame> frames)
    {
        if (ChoiceOf(happened) is not { } index)
        {
            return;
        }

        var choice = Choice(index, frames);
        choice.Saw(happened);
        if (!DeltaWriter.HasForm(happened, facts))
        {
            return;
        }

        Chunk(index, writer => DeltaWriter.Write(writer, happened, facts), null, frames);
    }

    private OutChoice Choice(int index, List<Frame> frames)
    {
        if (!_choices.TryGetValue(index, out var choice))
        {
            _choices[index] = choice = new OutChoice();
            Chunk(index, DeltaWriter.Role, null, frames);
        }

        return choice;
    }

    private void End(List<Frame> frames)
    {
        _isOver = true;
        foreach (var (index, choice) in _choices)
        {
            Chunk(index, writer => DeltaWriter.Empty(writer), choice.FinishWord, frames);
        }

        if (facts.WantsUsageChunk && _usage?.ToTokens(TotalGap.IsReasoning(facts)) is { } usage)
        {
            var writer = Begin();
            writer.WriteStartArray("choices"u8);
            writer.WriteEndArray();
            ChatUsageWriter.Write(writer, usage, _usage);
            Tier(writer);
            writer.WriteEndObject();
            frames.Add(_composer.End());
        }

        frames.Add(SseWriter.Frame(OpenAiChatFrames.Done));
    }

    private void Chunk(int index, Action<Utf8JsonWriter> delta, string? finish, List<Frame> frames)
    {
        var writer = Begin();
        writer.WriteStartArray("choices"u8);
        writer.WriteStartObject();
        writer.WriteNumber("index"u8, index);
        delta(writer);
        writer.WriteString("finish_reason"u8, finish);
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (facts.WantsUsageChunk)
        {
            writer.WriteNull("usage"u8);
        }

        if (finish is not null)
        {
            Tier(writer);
        }

        writer.WriteEndObject();
        frames.Add(_composer.End());
    }

    /// <summary>The tier is told with the counts, so the chunks after them carry it.</summary>
    private void Tier(Utf8JsonWriter writer)
    {
        if (_usage?.ServiceTier is { } tier)
        {
            writer.WriteString("service_tier"u8, tier);
        }
    }

    private Utf8JsonWriter Begin()
    {
        var writer = _composer.Begin();
        writer.WriteStartObject();
        _head.Write(writer, "chat.completion.chunk"u8);
        return writer;
    }

    private static int? ChoiceOf(HubEvent happened) => happened switch
    {
        HubTextDelta text => text.Choice,
        HubRefusalDelta refusal => refusal.Choice,
        HubThoughtDelta thought => thought.Choice,
        HubThoughtEnd end => end.Choice,
        HubCallStart start => start.Choice,
        HubCallDelta delta => delta.Choice,
        HubCallEnd end => end.Choice,
        HubCitation citation => citation.Choice,
        HubLogprobs logprobs => logprobs.Choice,
        _ => null,
    };
}
