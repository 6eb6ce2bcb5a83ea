using Banyan.Intents.Memory;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Memory;

public sealed class OpenTurnJsonTests
{
    [Fact]
    public void A_draft_comes_back_as_it_was_kept()
    {
        var plan = new Plan { Kind = PlanKind.Execute, CatalogueVersion = "sha256:1", Planner = "lexical", Steps = [new PlanStep("s1", "a.b")], Clarify = new Clarification("Which?", [new MissingArgument("s1", "x")], []) };

        var read = OpenTurnJson.Read(OpenTurnJson.Write(new OpenTurn(plan, ["raise a complaint"])));

        PlanJson.Text(read.Draft!).ShouldBe(PlanJson.Text(plan));
        read.DraftWords.ShouldBe(["raise a complaint"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"words":[]}""")]
    [InlineData("""{"draft":{"kind":"perhaps"},"words":[]}""")]
    public void What_can_not_be_read_waits_for_nothing(string? kept) => OpenTurnJson.Read(kept).Draft.ShouldBeNull();
}
