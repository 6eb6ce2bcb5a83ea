using System.Text;
using System.Text.Json.Nodes;
using Banyan.TestKit.Grammar;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Tests.GoldenData;
using Banyan.Wire.Tests.Vectors.Answers;
using Banyan.Wire.Translation;

namespace Banyan.Wire.Tests.Vectors;

/// <summary>Answers, written by hand in each language, through every pair of dialects: the stream folded equals the whole, passes its grammar, and carries text, calls and counts across.</summary>
public sealed class PairTests
{
    public static TheoryData<DialectId, DialectId, string> Cells
    {
        get
        {
            var cells = new TheoryData<DialectId, DialectId, string>();
            foreach (var upstream in DialectTable.All)
            {
                foreach (var caller in DialectTable.All)
                {
                    foreach (var topic in VectorAnswers.Topics)
                    {
                        cells.Add(upstream.Id, caller.Id, topic);
                    }
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void The_stream_folds_to_the_whole_answer_and_carries_its_content(DialectId from, DialectId to, string topic)
    {
        var (upstream, caller) = (DialectTable.Get(from), DialectTable.Get(to));
        var (streamBytes, streamed) = Stream(upstream, caller, topic);
        var (_, whole) = Whole(upstream, caller, topic);

        StreamGrammar.Check(caller.Letter, streamBytes).ShouldBeEmpty(Encoding.UTF8.GetString(streamBytes));
        var stream = Content(streamed);
        stream.ToJsonString().ShouldBe(Content(whole).ToJsonString());
        stream.ToJsonString().ShouldContain(topic is "blocked" && caller.Letter is 'G' or 'O' ? "choices" : Quoted(VectorAnswers.Canary));
        if (topic == "reasoning")
        {
            stream.ToJsonString().ShouldContain(Quoted("think " + VectorAnswers.Canary));
        }

        streamed.IsComplete.ShouldBeTrue();
        streamed.Usage!.ToTokens(false)!.Prompt.ShouldBe(20);
        streamed.Usage!.ToTokens(false)!.Completion.ShouldBe(9);
        streamed.Choices.Single().Blocks.Count(block => block.Kind == HubBlockKind.Call).ShouldBe(topic switch { "tools" => 1, "parallel tools" => 2, _ => 0 });
        Finish(streamed).ShouldBe(topic switch
        {
            "limit" => HubFinishReason.Length,
            "tools" or "parallel tools" => HubFinishReason.ToolCalls,
            // Ollama has no word for it, neither heard nor said.
            "blocked" when caller.Letter != 'O' && upstream.Letter != 'O' => HubFinishReason.Blocked,
            _ => HubFinishReason.Stop,
        });
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_stream_cut_anywhere_never_looks_finished(DialectId from, DialectId to, string topic)
    {
        var (upstream, caller) = (DialectTable.Get(from), DialectTable.Get(to));
        var frames = Streams.Cut(upstream, VectorAnswers.Stream(from, topic));
        for (var kept = 0; kept < frames.Count; kept++)
        {
            var translator = new AnswerTranslator(upstream, caller, Facts(streams: true), new MappingReport());
            var made = new List<Frame>();
            foreach (var frame in frames.Take(kept))
            {
                made.AddRange(translator.Push(frame).Select(one => one.Keep()));
            }

            var wasComplete = translator.IsComplete;
            made.AddRange(translator.End().Select(one => one.Keep()));
            if (translator.IsComplete)
            {
                // Only where the language itself ends with its finishes may the rest be missing.
                (wasComplete || upstream.EndsAfterFinish).ShouldBeTrue($"{kept} of {frames.Count} frames");
                continue;
            }

            translator.Failure!.Code.ShouldBe("upstream_cut");
            Streams.Fold(caller, made, Facts(streams: true)).IsComplete.ShouldBeFalse($"{kept} of {frames.Count} frames");
        }
    }

    private static (byte[] Bytes, HubFold Fold) Stream(Dialect upstream, Dialect caller, string topic)
    {
        var translator = new AnswerTranslator(upstream, caller, Facts(streams: true), new MappingReport());
        var made = Streams.Translate(translator, upstream, VectorAnswers.Stream(upstream.Id, topic));
        translator.Failure.ShouldBeNull();
        return (made, Streams.Fold(caller, made, Facts(streams: true)));
    }

    private static (byte[] Bytes, HubFold Fold) Whole(Dialect upstream, Dialect caller, string topic)
    {
        var translator = new AnswerTranslator(upstream, caller, Facts(streams: false), new MappingReport());
        List<Frame> made = [.. translator.Push(Frame.Body(VectorAnswers.Whole(upstream.Id, topic))).Select(frame => frame.Keep())];
        made.AddRange(translator.End().Select(frame => frame.Keep()));
        translator.Failure.ShouldBeNull();
        var body = made.ShouldHaveSingleItem();
        return (body.Data.ToArray(), Streams.Fold(caller, [body], Facts(streams: false)));
    }

    private static AnswerFacts Facts(bool streams) => new() { Streams = streams, WantsUsageChunk = true, ExchangeId = "pair", StartedUnixSeconds = 1_700_000_000, Issuer = "test" };

    private static HubFinishReason Finish(HubFold fold)
    {
        var choice = fold.Choices.Single();
        return choice.HasCalls && choice.Finish!.Reason == HubFinishReason.Stop ? HubFinishReason.ToolCalls : choice.Finish!.Reason;
    }

    private static JsonObject Content(HubFold fold)
    {
        var json = FoldedJson.Of(fold);
        json.Remove("model");
        return json;
    }

    private static string Quoted(string text) => JsonValue.Create(text).ToJsonString()[1..^1];
}
