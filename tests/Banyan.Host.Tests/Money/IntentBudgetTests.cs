using Banyan.Gateway.Spine;
using Banyan.Host.Tests.Intents;

namespace Banyan.Host.Tests.Money;

/// <summary>A model call of an intent is held to every budget that counts its person: without room words plan, and nobody is refused.</summary>
public sealed class IntentBudgetTests(PaidTalk talk) : IClassFixture<PaidTalk>
{
    public static TheoryData<BudgetScope> Scopes => [.. Enum.GetValues<BudgetScope>()];

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task Without_room_words_plan_and_the_model_is_not_asked(BudgetScope scope)
    {
        var asked = talk.Asked;
        await using (await talk.LimitAsync(scope))
        {
            var without = await talk.SayAsync();
            without.Planner().ShouldBe("lexical", without.GetRawText());
            talk.Asked.ShouldBe(asked);
        }

        var planned = await talk.SayAsync();
        planned.Planner().ShouldBe("model", planned.GetRawText());
        talk.Asked.ShouldBeGreaterThan(asked);
    }
}
