using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using static Banyan.Wire.Tests.Dialects.Gemini.GeminiKit;

namespace Banyan.Wire.Tests.Dialects.Gemini;

/// <summary>Thought signatures, S1 to S5 of the wire contract and rows 19 to 21 of its field defects.</summary>
public sealed class GeminiSignatureTests
{
    private const string Placeholder = "skip_thought_signature_validator";

    private static List<string?> CallSignatures(HubAsk ask, TargetFacts target) =>
        [.. Write(ask, target: target)["contents"]!.AsArray().SelectMany(entry => entry!["parts"]!.AsArray())
            .Where(part => part!["functionCall"] is not null).Select(part => (string?)part!["thoughtSignature"])];

    [Fact]
    public void A_signature_goes_back_to_its_issuer_byte_for_byte()
    {
        var seal = new GlassSeal();
        var target = Target with { Seal = seal };

        CallSignatures(Said(Turn(HubRole.Assistant, Call("c1", "f", new HubSignature(null, "BYN1/here/a+b==")), Call("c2", "g"))), target).ShouldBe(["a+b==", null]);
    }

    [Fact]
    public void A_foreign_signature_is_replaced_by_the_placeholder_on_the_first_call_only()
    {
        var ask = Said(Turn(HubRole.Assistant,
            Call("c1", "f", new HubSignature("elsewhere", "x")), Call("c2", "g", new HubSignature("elsewhere", "y"))));

        CallSignatures(ask, Target).ShouldBe([Placeholder, null]);
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("BYN1/elsewhere/x")]
    public void A_forged_or_foreign_carrier_is_foreign_and_never_an_error(string carrier)
    {
        var report = new MappingReport();
        var ask = Said(Turn(HubRole.Assistant, Call("c1", "f", new HubSignature(null, carrier))));

        CallSignatures(ask, Target with { Seal = new GlassSeal() }).ShouldBe([Placeholder]);
        Write(ask, report, Target with { Seal = new GlassSeal() });
        report.Refusal.ShouldBeNull();
    }

    [Fact]
    public void Calls_without_any_signature_need_the_placeholder_only_where_it_is_enforced()
    {
        var ask = Said(Turn(HubRole.Assistant, Call("c1", "f")));

        CallSignatures(ask, Target).ShouldBe([null]);
        CallSignatures(ask, Target with { ThinkingLevel = true }).ShouldBe([Placeholder]);
    }

    [Fact]
    public void A_caller_that_keeps_only_standard_members_completes_three_tool_turns()
    {
        var seal = new GlassSeal();
        var ask = Said(User("go"));
        for (var turn = 0; turn < 3; turn++)
        {
            // The upstream's answer: a signed call. Its id and name are all the caller keeps.
            var chunk = $$$$$"""{"candidates":[{"content":{"parts":[{"functionCall":{"id":"c{{{{{turn}}}}}","name":"f","args":{}},"thoughtSignature":"sig{{{{{turn}}}}}"}]},"finishReason":"STOP"}]}""";
            var start = Read([chunk], Streamed with { Seal = seal }).OfType<HubCallStart>().Single();
            ask.Turns.Add(Turn(HubRole.Assistant, Call(start.Id!, start.Name.ToString())));
            ask.Turns.Add(Turn(HubRole.Tool, Result(start.Id!, "ok")));
        }

        CallSignatures(ask, Target with { ThinkingLevel = true, Seal = seal }).ShouldBe(["sig0", "sig1", "sig2"]);
    }

    [Fact]
    public void After_another_model_answered_each_issuer_gets_only_its_own()
    {
        var seal = new GlassSeal();
        var ask = Said(
            Turn(HubRole.Assistant, Call("c1", "f", new HubSignature(null, seal.Seal(new HubSignature("here", "mine"))))),
            Turn(HubRole.Tool, Result("c1", "r")),
            Turn(HubRole.Assistant, Call("c2", "f", new HubSignature(null, seal.Seal(new HubSignature("there", "theirs"))))));

        CallSignatures(ask, Target with { Seal = seal }).ShouldBe(["mine", Placeholder]);
        CallSignatures(ask, Target with { Seal = seal, Issuer = "there" }).ShouldBe([Placeholder, "theirs"]);
    }

    [Fact]
    public void Reasoning_without_a_usable_signature_stays_reasoning_and_hidden_reasoning_is_named()
    {
        var report = new MappingReport();
        var parts = Write(Said(Turn(HubRole.Assistant,
            new HubThought("/t", JsonText.From("hm")) { Signature = new HubSignature("there", "x") },
            new HubThought("/redacted", JsonText.Empty) { IsRedacted = true, Signature = new HubSignature("there", "y") },
            new HubText("/a", JsonText.From("hi")))), report)["contents"]![0]!["parts"];

        Compact(parts).ShouldBe("""[{"text":"hm","thought":true},{"text":"hi"}]""");
        report.Dropped.ShouldBe(["/redacted"]);
    }

    [Fact]
    public void A_signature_on_an_empty_last_part_keeps_its_part()
    {
        var events = Read(["""{"candidates":[{"content":{"parts":[{"text":"hi"}]}}]}""", """{"candidates":[{"content":{"parts":[{"text":"","thoughtSignature":"last"}]},"finishReason":"STOP"}]}"""]);
        events.OfType<HubThoughtEnd>().Single().Signature.ShouldBe(new HubSignature("here", "last"));

        var back = Write(Said(Turn(HubRole.Assistant, new HubText("/a", JsonText.From("hi")), new HubThought("/b", JsonText.Empty) { Signature = new HubSignature("here", "last") })));
        Compact(back["contents"]![0]!["parts"]).ShouldBe("""[{"text":"hi"},{"text":"","thoughtSignature":"last"}]""");
    }

    [Fact]
    public void Callers_get_carriers_and_hidden_reasoning_comes_back_as_such()
    {
        var seal = new GlassSeal();
        var chunks = Write(
            [
                new HubThoughtDelta(0, JsonText.From("hm")), new HubThoughtEnd(0, new HubSignature("a", "s1"), false),
                new HubThoughtEnd(0, new HubSignature("a", "s2"), true),
                new HubFinish(0, HubFinishReason.Stop), new HubEnd(),
            ],
            Whole with { Seal = seal });
        var content = chunks.Single()["candidates"]![0]!["content"]!;
        Compact(content["parts"]).ShouldContain("\"thoughtSignature\":\"BYN1/a/s1\"");

        var thoughts = Ask($$"""{"contents":[{{Compact(content)}}]}""").Turns[0].Parts.OfType<HubThought>().ToList();
        thoughts.Select(thought => (thought.Text.ToString(), thought.IsRedacted)).ShouldBe([("hm", false), ("", true)]);
        thoughts.Select(thought => seal.Open(thought.Signature!.Value)!.Value).ShouldBe(["s1", "s2"]);
    }
}
