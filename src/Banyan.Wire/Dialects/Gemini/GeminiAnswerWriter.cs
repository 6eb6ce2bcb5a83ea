using System.Text.Json;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Writes an answer for a Gemini caller: one response object per chunk, a call whole in one of them, finish and usage on the last.</summary>
internal sealed class GeminiAnswerWriter(AnswerFacts facts, MappingReport report) : IAnswerWriter
{
    private readonly FrameComposer _composer = new(StreamFraming.Sse);
    private readonly SortedDictionary<int, GeminiOutChoice> _choices = [];
    private HubStart _start = new("", "", 0);
    private ReportedUsage? _usage;
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
                _start = start;
                break;
            case HubUsage usage:
                _usage = _usage?.Then(usage.Usage) ?? usage.Usage;
                break;
            case HubUnknown unknown:
                report.Drop(unknown.At);
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
            case HubTextDelta text:
                Emit(text.Choice, Text(text.Text, isThought: false), frames);
                break;
            case HubRefusalDelta refusal:
                Choice(refusal.Choice).IsRefused = true;
                Emit(refusal.Choice, Text(refusal.Text, isThought: false), frames);
                break;
            case HubThoughtDelta thought:
                Emit(thought.Choice, Text(thought.Text, isThought: true), frames);
                break;
            case HubThoughtEnd { Signature: not null } end:
                EmitSignature(end, frames);
                break;
            case HubCallStart start:
                Choice(start.Choice).Calls.Start(start);
                break;
            case HubCallDelta delta:
                Choice(delta.Choice).Calls.Append(delta);
                break;
            case HubCallEnd end:
                EmitCall(end, frames);
                break;
            case HubCitation citation:
                Choice(citation.Choice).Citations.Add(citation with { Raw = default });
                break;
            case HubLogprobs logprobs:
                Choice(logprobs.Choice).Logprobs.Add(logprobs.Raw.Keep());
                break;
            case HubFinish finish:
                Finish(finish);
                break;
            default:
                break;
        }
    }

    private void EmitSignature(HubThoughtEnd end, List<Frame> frames)
    {
        if (GeminiSignatures.ForCaller(end.Signature, end.IsRedacted, facts) is { } carrier)
        {
            var part = new GeminiOutPart { IsThought = true, Signature = carrier };
            part.Texts.Add(JsonText.Empty);
            Emit(end.Choice, part, frames);
        }
        else
        {
            report.Drop("/thoughtSignature");
        }
    }

    private void EmitCall(HubCallEnd end, List<Frame> frames)
    {
        if (Choice(end.Choice).Calls.End(end.Index) is not { } call)
        {
            return;
        }

        if (call.Arguments is not { } arguments)
        {
            Choice(end.Choice).IsCut = true;
            report.Drop($"/candidates/{end.Choice}/functionCall/{end.Index}");
            return;
        }

        var signature = GeminiSignatures.ForCaller(call.Start.Signature, isRedacted: false, facts);
        Emit(end.Choice, new GeminiOutPart { Call = (call.Start, arguments), Signature = signature }, frames);
    }

    private void Finish(HubFinish finish)
    {
        var choice = Choice(finish.Choice);
        choice.Finish = finish.Reason;
        if (finish.Reason == HubFinishReason.Pause)
        {
            report.Drop("/stop_reason");
        }

        if (choice.Calls.HasOpen)
        {
            report.Drop($"/candidates/{finish.Choice}/functionCall");
        }
    }

    private void Emit(int index, GeminiOutPart part, List<Frame> frames)
    {
        if (facts.Streams)
        {
            Choice(index);
            var writer = _composer.Begin();
            writer.WriteStartObject();
            writer.WriteStartArray("candidates"u8);
            writer.WriteStartObject();
            WriteParts(writer, [part]);
            writer.WriteNumber("index"u8, index);
            writer.WriteEndObject();
            writer.WriteEndArray();
            WriteTail(writer, usage: null);
            frames.Add(_composer.End());
            return;
        }

        var parts = Choice(index).Parts;
        if (parts is [.., { } open] && open.Continues(part))
        {
            open.Texts.AddRange(part.Texts);
        }
        else
        {
            parts.Add(part);
        }
    }

    private void End(List<Frame> frames)
    {
        var writer = _composer.Begin();
        writer.WriteStartObject();
        writer.WriteStartArray("candidates"u8);
        foreach (var (index, choice) in _choices)
        {
            WriteFinished(writer, index, choice);
        }

        writer.WriteEndArray();
        WriteTail(writer, _usage);
        var frame = _composer.End();
        frames.Add(facts.Streams ? frame : Frame.Body(frame.Data));
    }

    private static void WriteFinished(Utf8JsonWriter writer, int index, GeminiOutChoice choice)
    {
        writer.WriteStartObject();
        if (choice.Parts.Count > 0)
        {
            WriteParts(writer, choice.Parts);
        }

        writer.WriteString("finishReason"u8, choice.FinishWord);
        writer.WriteNumber("index"u8, index);
        GeminiCitations.Write(writer, choice.Citations);
        GeminiLogprobs.Write(writer, choice.AllLogprobs());
        writer.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter writer, List<GeminiOutPart> parts)
    {
        writer.WriteStartObject("content"u8);
        writer.WriteString("role"u8, "model"u8);
        writer.WriteStartArray("parts"u8);
        parts.ForEach(part => part.Write(writer));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteTail(Utf8JsonWriter writer, ReportedUsage? usage)
    {
        GeminiUsage.Write(writer, usage);
        writer.WriteString("modelVersion"u8, _start.Model);
        writer.WriteString("responseId"u8, _start.Id.Length > 0 ? _start.Id : facts.ExchangeId);
        writer.WriteEndObject();
    }

    private static GeminiOutPart Text(JsonText text, bool isThought)
    {
        var part = new GeminiOutPart { IsThought = isThought };
        part.Texts.Add(text.Keep());
        return part;
    }

    private GeminiOutChoice Choice(int index)
    {
        if (!_choices.TryGetValue(index, out var choice))
        {
            _choices[index] = choice = new GeminiOutChoice();
        }

        return choice;
    }
}
