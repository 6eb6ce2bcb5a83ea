using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Writes an answer as one body: the fold of the same events a stream is made of.</summary>
internal sealed class OpenAiChatBodyWriter(AnswerFacts facts, MappingReport report) : IAnswerWriter
{
    private readonly HubFold _fold = new();
    private readonly AnswerHeadWriter _head = new(facts);
    private bool _isOver;

    public void Write(HubEvent happened, List<Frame> frames)
    {
        if (_isOver)
        {
            return;
        }

        _fold.Add(happened);
        switch (happened)
        {
            case HubStart start:
                _head.Saw(start);
                break;
            case HubUnknown unknown:
                report.Drop(unknown.At);
                break;
            case HubError error:
                _isOver = true;
                frames.Add(Frame.Broken(error.Failure));
                break;
            case HubEnd:
                _isOver = true;
                frames.Add(Frame.Body(JsonWriting.Write(Body)));
                break;
            default:
                break;
        }
    }

    private void Body(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        _head.Write(writer, "chat.completion"u8);
        writer.WriteStartArray("choices"u8);
        foreach (var choice in _fold.Choices)
        {
            MessageWriter.Write(writer, choice, facts, report);
        }

        writer.WriteEndArray();
        if (_fold.Usage?.ToTokens(TotalGap.IsReasoning(facts)) is { } usage)
        {
            ChatUsageWriter.Write(writer, usage, _fold.Usage);
        }

        if (_fold.Usage?.ServiceTier is { } tier)
        {
            writer.WriteString("service_tier"u8, tier);
        }

        writer.WriteEndObject();
    }
}
