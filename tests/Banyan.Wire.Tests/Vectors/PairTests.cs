using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Banyan.TestKit.Grammar;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Tests.GoldenData;
using Banyan.Wire.Translation;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Tests.Vectors;

/// <summary>Every answer through every pair of dialects: the stream folded equals the whole, passes its grammar, and carries text, calls and counts across.</summary>
public sealed class PairTests
{
    private static readonly string[] Topics = ["text", "tools", "parallel tools", "reasoning", "limit", "blocked"];

    public static TheoryData<DialectId, DialectId, string> Cells
    {
        get
        {
            var cells = new TheoryData<DialectId, DialectId, string>();
            foreach (var upstream in DialectTable.All)
            {
                foreach (var caller in DialectTable.All)
                {
                    foreach (var topic in Topics)
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
        var canary = $"canary {upstream.Letter} “{topic}” \\u00e9";

        var (streamBytes, streamed) = Stream(upstream, caller, Events(topic, canary));
        var (_, whole) = Whole(upstream, caller, Events(topic, canary));

        StreamGrammar.Check(caller.Letter, streamBytes).ShouldBeEmpty(Encoding.UTF8.GetString(streamBytes));
        var stream = Content(streamed);
        stream.ToJsonString().ShouldBe(Content(whole).ToJsonString());
        stream.ToJsonString().ShouldContain(topic is "blocked" && caller.Letter is 'G' or 'O' ? "choices" : JsonValue.Create(Plain(canary)).ToJsonString()[1..^1]);
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
        var frames = Frames(upstream, Events(topic, "cut"));
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

    private static (byte[] Bytes, HubFold Fold) Stream(Dialect upstream, Dialect caller, IReadOnlyList<HubEvent> events)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Frames(upstream, events).ForEach(frame => bytes.Write(frame.Raw.Span));
        var translator = new AnswerTranslator(upstream, caller, Facts(streams: true), new MappingReport());
        var made = Streams.Translate(translator, upstream, bytes.WrittenSpan);
        translator.Failure.ShouldBeNull();
        return (made, Streams.Fold(caller, made, Facts(streams: true)));
    }

    private static (byte[] Bytes, HubFold Fold) Whole(Dialect upstream, Dialect caller, IReadOnlyList<HubEvent> events)
    {
        var asked = Frames(upstream, events, streams: false).ShouldHaveSingleItem();
        var translator = new AnswerTranslator(upstream, caller, Facts(streams: false), new MappingReport());
        List<Frame> made = [.. translator.Push(asked).Select(frame => frame.Keep())];
        made.AddRange(translator.End().Select(frame => frame.Keep()));
        translator.Failure.ShouldBeNull();
        var body = made.ShouldHaveSingleItem();
        return (body.Data.ToArray(), Streams.Fold(caller, [body], Facts(streams: false)));
    }

    private static List<Frame> Frames(Dialect dialect, IReadOnlyList<HubEvent> events, bool streams = true)
    {
        var writer = dialect.CreateWriter(Facts(streams), new MappingReport());
        var frames = new List<Frame>();
        foreach (var happened in events)
        {
            writer.Write(happened, frames);
        }

        return [.. frames.Select(frame => frame.Keep())];
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

    private static string Plain(string escaped) => new JsonText(Encoding.UTF8.GetBytes(escaped)).ToString();

    private static List<HubEvent> Events(string topic, string canary)
    {
        var text = new JsonText(Encoding.UTF8.GetBytes(canary));
        var cut = canary.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? space : 1;
        List<HubEvent> body = topic switch
        {
            "reasoning" => [new HubThoughtDelta(0, JsonText.From("think ")), new HubThoughtDelta(0, text), new HubThoughtEnd(0, null, false), new HubTextDelta(0, text)],
            "tools" => [new HubTextDelta(0, text), .. Call(0, "look", canary)],
            "parallel tools" => [.. Call(0, "look", canary), .. Call(1, "list", canary)],
            _ => [new HubTextDelta(0, new JsonText(text.Escaped[..cut])), new HubTextDelta(0, new JsonText(text.Escaped[cut..]))],
        };
        var reason = topic switch { "limit" => HubFinishReason.Length, "blocked" => HubFinishReason.Blocked, "tools" or "parallel tools" => HubFinishReason.ToolCalls, _ => HubFinishReason.Stop };
        return
        [
            new HubStart("answer_1", "the-model", 1_700_000_000),
            .. body,
            new HubFinish(0, reason),
            new HubUsage(new ReportedUsage { Input = 20, Output = 9 }),
            new HubEnd(),
        ];
    }

    private static IEnumerable<HubEvent> Call(int index, string name, string canary)
    {
        yield return new HubCallStart(0, index, $"call_{index}", JsonText.From(name));
        yield return new HubCallDelta(0, index, JsonText.From("{\"of\":"));
        yield return new HubCallDelta(0, index, JsonText.From($"\"{canary}\"}}"));
        yield return new HubCallEnd(0, index);
    }
}
