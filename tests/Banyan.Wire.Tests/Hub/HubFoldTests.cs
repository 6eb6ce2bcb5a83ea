using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Tests.Hub;

public sealed class HubFoldTests
{
    [Fact]
    public void Deltas_add_up_to_blocks_in_the_order_they_opened()
    {
        var fold = Fold(
            new HubStart("id", "model", 5),
            new HubThoughtDelta(0, Text("hm")),
            new HubThoughtEnd(0, new HubSignature("i", "sig"), false, "rs_1"),
            new HubTextDelta(0, Text("a")),
            new HubTextDelta(0, JsonText.Empty),
            new HubTextDelta(0, Text("b")),
            new HubTextEnd(0),
            new HubTextDelta(0, Text("c")),
            new HubCallStart(0, 0, "c1", Text("f")),
            new HubCallStart(0, 1, "c2", Text("g")),
            new HubCallDelta(0, 1, Text("{}")),
            new HubCallDelta(0, 0, Text("{\"x\":1}")),
            new HubCallEnd(0, 0),
            new HubFinish(0, HubFinishReason.ToolCalls),
            new HubFinish(0, HubFinishReason.Stop),
            new HubUsage(new ReportedUsage { Input = 1 }),
            new HubUsage(new ReportedUsage { Output = 2 }),
            new HubEnd());

        var choice = fold.Choices.ShouldHaveSingleItem();
        choice.Blocks.Select(block => $"{block.Kind}:{block.Text}").ShouldBe(["Thought:hm", "Text:ab", "Text:c", "Call:{\"x\":1}", "Call:{}"]);
        choice.Blocks[0].Signature!.Value.ShouldBe("sig");
        choice.Blocks[3].IsClosed.ShouldBeTrue();
        choice.Blocks[4].IsClosed.ShouldBeFalse();
        choice.HasCalls.ShouldBeTrue();
        choice.Finish!.Reason.ShouldBe(HubFinishReason.ToolCalls);
        fold.Usage.ShouldBe(new ReportedUsage { Input = 1, Output = 2 });
        (fold.Id, fold.Model, fold.CreatedUnixSeconds, fold.IsComplete).ShouldBe(("id", "model", 5, true));
    }

    [Fact]
    public void A_signature_without_text_is_a_block_and_an_end_without_either_is_none()
    {
        Fold(new HubThoughtEnd(0, new HubSignature(null, "s"), IsRedacted: true)).Choices.Single().Blocks.Single().IsRedacted.ShouldBeTrue();
        Fold(new HubThoughtEnd(0, null, false)).Choices.Single().Blocks.ShouldBeEmpty();
    }

    [Fact]
    public void Choices_may_interleave()
    {
        var fold = Fold(new HubTextDelta(1, Text("b1")), new HubTextDelta(0, Text("a1")), new HubTextDelta(1, Text("b2")), new HubTextDelta(0, Text("a2")));

        fold.Choices.Select(choice => $"{choice.Index}{choice.Blocks.Single().Text}").ShouldBe(["0a1a2", "1b1b2"]);
        fold.IsComplete.ShouldBeFalse();
    }

    private static JsonText Text(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));

    private static HubFold Fold(params HubEvent[] events)
    {
        var fold = new HubFold();
        Array.ForEach(events, fold.Add);
        return fold;
    }
}
