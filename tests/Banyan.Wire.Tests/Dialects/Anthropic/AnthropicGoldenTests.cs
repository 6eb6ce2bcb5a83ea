using Banyan.Wire.Framing;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Tests.Dialects.Anthropic;

/// <summary>Golden files: asks through the hub and back, streams through the hub to a whole answer. Golden/anthropic/MATRIX.md says what each covers.</summary>
public sealed class AnthropicGoldenTests
{
    [Theory]
    [InlineData("agent")]
    [InlineData("thinking")]
    [InlineData("plain")]
    public void An_ask_read_and_written_again_keeps_its_meaning(string name)
    {
        var ask = AnthropicKit.Ask(AnthropicKit.Golden($"{name}.in.json"), out var read);
        var written = AnthropicKit.Write(ask, out var report, AnthropicKit.Target with { Seal = new OpenSeal() });

        read.Refusal.ShouldBeNull();
        report.Refusal.ShouldBeNull();
        AnthropicKit.Canonical(written).ShouldBe(AnthropicKit.Canonical(AnthropicKit.Golden($"{name}.out.json")));
    }

    [Theory]
    [InlineData("tools")]
    [InlineData("cached")]
    public void A_stream_folds_to_the_whole_answer_on_every_way(string name)
    {
        var recorded = AnthropicKit.Stream(AnthropicKit.Golden($"{name}.stream.txt"));
        var expected = AnthropicKit.Canonical(AnthropicKit.Golden($"{name}.whole.json"));
        var events = AnthropicKit.Events(recorded, new AnswerFacts { Issuer = "here" });

        var whole = AnthropicKit.Frames(events, Facts(streams: false)).Single();
        AnthropicKit.Canonical(whole.Text()).ShouldBe(expected);
        AnthropicKit.Canonical(AnthropicGrammar.Fold(AnthropicKit.Frames(events, Facts(streams: true))).ToJsonString()).ShouldBe(expected);

        var again = AnthropicKit.Events([Frame.Body(whole.Data)], new AnswerFacts { Issuer = "here" });
        AnthropicKit.Canonical(AnthropicKit.Frames(again, Facts(streams: false) with { Seal = new Unchanged() }).Single().Text()).ShouldBe(expected);
    }

    [Theory]
    [InlineData("tools")]
    [InlineData("cached")]
    public void A_stream_cut_anywhere_never_looks_finished(string name)
    {
        var recorded = AnthropicKit.Stream(AnthropicKit.Golden($"{name}.stream.txt"));
        for (var kept = 0; kept < recorded.Count; kept++)
        {
            var frames = AnthropicKit.Frames(AnthropicKit.Events(recorded.Take(kept)), Facts(streams: true));
            var closer = AnthropicKit.Dialect.CreateCloser();
            frames.ForEach(frame => closer.Saw(frame));
            frames.AddRange(closer.Close(new Failure(FailureKind.Garbled, "upstream_cut", "Cut."), "r"));

            var types = frames.Select(frame => frame.Json()["type"]!.GetValue<string>()).ToList();
            types[^1].ShouldBe("error");
            types.ShouldNotContain("message_stop");
            types.Count(type => type is "content_block_start").ShouldBe(types.Count(type => type is "content_block_stop"));
        }
    }

    private static AnswerFacts Facts(bool streams) => new() { Streams = streams, ExchangeId = "x1", Seal = new Unchanged() };

    private sealed class Unchanged : ISignatureSeal
    {
        public string Seal(HubSignature signature) => signature.Value;

        public HubSignature? Open(string carrier) => null;

        public void Remember(string callId, HubSignature signature)
        {
        }

        public HubSignature? Recall(string callId) => null;
    }
}
