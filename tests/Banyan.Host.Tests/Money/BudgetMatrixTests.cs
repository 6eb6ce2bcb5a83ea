using Banyan.Gateway.Spine;

namespace Banyan.Host.Tests.Money;

/// <summary>Whatever asks a model is held to every budget that counts its caller: each door against each scope, with a budget that has no room and then without it.</summary>
public sealed class BudgetMatrixTests(PaidDoors doors) : IClassFixture<PaidDoors>
{
    // What a refusal says in the language of its door.
    private static readonly Dictionary<char, string> Refusals = new()
    {
        ['C'] = "\"code\":\"budget_exceeded\"",
        ['R'] = "\"code\":\"budget_exceeded\"",
        ['A'] = "\"type\":\"rate_limit_error\"",
        ['G'] = "\"status\":\"RESOURCE_EXHAUSTED\"",
        ['O'] = "{\"error\":\"The monthly budget",
        ['E'] = "\"type\":\"insufficient_quota\"",
        ['Q'] = "\"reason\":\"budget_exceeded\"",
    };

    public static TheoryData<char, BudgetScope> Cells => new(from door in Refusals.Keys from scope in Enum.GetValues<BudgetScope>() select new TheoryDataRow<char, BudgetScope>(door, scope));

    public static TheoryData<BudgetScope> Scopes => [.. Enum.GetValues<BudgetScope>()];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_budget_without_room_refuses_at_every_door_in_its_language_before_a_provider_is_asked(char door, BudgetScope scope)
    {
        var asked = doors.Stage.Asks.Count;
        await using (await doors.LimitAsync(scope, 1))
        {
            var (status, text) = await doors.AskAsync(door);
            status.ShouldBe(429, text);
            text.ShouldContain(Refusals[door]);
            text.ShouldContain(scope == BudgetScope.Global ? "The monthly budget of 0.000000001 USD" : $"The monthly budget of {scope.ToString().ToLowerInvariant()} '");
            doors.Stage.Asks.Count.ShouldBe(asked);
        }

        var (served, said) = await doors.AskAsync(door);
        served.ShouldBe(200, said);
        doors.Stage.Asks.Count.ShouldBe(asked + 1);
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task A_tool_loop_is_refused_at_the_turn_that_has_no_room(BudgetScope scope)
    {
        // What was spent before counts in a budget that is set now: the first turn's room is found by asking with more and more.
        var asked = doors.Stage.Asks.Count;
        var (status, text) = (0, "");
        for (long room = 0; doors.Stage.Asks.Count == asked; room++)
        {
            await using var budget = await doors.LimitAsync(scope, room * PaidDoors.Price);
            (status, text) = await doors.AskAsync('T');
        }

        status.ShouldBe(429, text);
        text.ShouldContain("\"code\":\"budget_exceeded\"");
        doors.Stage.Asks.Count.ShouldBe(asked + 1, "the first turn alone");
        (status, text) = await doors.AskAsync('T');
        status.ShouldBe(200, text);
        doors.Stage.Asks.Count.ShouldBe(asked + 3);
    }
}
