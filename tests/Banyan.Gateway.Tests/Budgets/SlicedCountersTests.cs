using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Banyan.TestKit.Budgets;

namespace Banyan.Gateway.Tests.Budgets;

/// <summary>What a node does by itself, and when it asks.</summary>
public sealed class SlicedCountersTests
{
    private readonly FakeClock _clock = new(BudgetLines.Day);
    private readonly MemorySlices _store = new();
    private readonly BudgetNode _node;

    public SlicedCountersTests() => _node = new BudgetNode(_store, new FakeSpending(), _clock);

    [Fact]
    public async Task A_thousand_asks_of_a_large_budget_ask_the_store_once_or_twice()
    {
        var line = BudgetLines.Of("large", 10_000_000);
        for (var i = 0; i < 1_000; i++)
        {
            (await AskAsync([line], 10, 3)).ShouldBeTrue();
        }

        // The first draws ahead for sixteen; of every ask seven of ten come back.
        _store.Calls.ShouldBeLessThanOrEqualTo(30);
        await _node.TickAsync();
        var calls = _store.Calls;
        for (var i = 0; i < 500; i++)
        {
            (await AskAsync([line], 10, 3)).ShouldBeTrue();
        }

        _store.Calls.ShouldBe(calls);
        (await _node.Counters.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 4_500, 0)]);
    }

    [Fact]
    public async Task Of_a_budget_near_its_end_nothing_is_held_ahead()
    {
        var line = BudgetLines.Of("small", 100);
        (await HoldAsync([line], 10)).IsHeld.ShouldBeTrue();

        (await _store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 0, 10)]);
    }

    [Fact]
    public async Task What_is_held_ahead_is_a_hundredth_of_what_is_left()
    {
        var line = BudgetLines.Of("middle", 10_010);
        (await HoldAsync([line], 10)).Used.ShouldBe([10]);

        (await _store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 0, 110)]);
    }

    [Fact]
    public async Task While_the_store_is_away_the_slice_is_spent_and_then_nothing_is_let_through()
    {
        var line = BudgetLines.Of("away", 10_010);
        await HoldAsync([line], 10);
        _store.IsAway = true;

        for (var i = 0; i < 10; i++)
        {
            (await HoldAsync([line], 10)).IsHeld.ShouldBeTrue();
        }

        await Should.ThrowAsync<StoreAwayException>(async () => await HoldAsync([line], 10));
        _store.IsAway = false;
        (await HoldAsync([line], 10)).IsHeld.ShouldBeTrue();
        (await _node.Counters.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 0, 120)]);
    }

    [Fact]
    public async Task A_slice_is_kept_while_the_store_hears_nothing()
    {
        var line = BudgetLines.Of("kept", 1_000_000);
        await AskAsync([line], 10, 4);
        _store.IsAway = true;
        for (var i = 0; i < 20; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            await _node.TickAsync();
        }

        (await HoldAsync([line], 10)).IsHeld.ShouldBeTrue();
    }

    [Fact]
    public async Task A_slice_nobody_could_renew_is_not_spent_from()
    {
        var line = BudgetLines.Of("old", 1_000_000);
        await HoldAsync([line], 10);
        _store.IsAway = true;
        _clock.Advance(TimeSpan.FromSeconds(46));

        await Should.ThrowAsync<StoreAwayException>(async () => await HoldAsync([line], 10));
    }

    [Fact]
    public async Task A_budget_that_enforces_nothing_never_waits_and_is_counted_afterwards()
    {
        var line = BudgetLines.Of("told", 50, holds: false);
        _store.IsAway = true;
        for (var i = 0; i < 20; i++)
        {
            (await AskAsync([line], 10, 9)).ShouldBeTrue();
        }

        _store.IsAway = false;
        await _node.TickAsync();
        (await _store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 180, 0)]);
        (await HoldAsync([line], 10)).Used.ShouldBe([190]);
    }

    [Fact]
    public async Task While_the_store_says_nothing_one_ask_waits_for_it_and_those_that_enforce_nothing_then_none()
    {
        var line = BudgetLines.Of("told", 50, holds: false);
        var silent = new TaskCompletionSource();
        _store.Gate = silent.Task;
        var waiting = Enumerable.Range(0, 20).Select(_ => AskAsync([line], 10, 9)).ToArray();
        waiting.ShouldAllBe(one => !one.IsCompleted);

        _store.Gate = new TaskCompletionSource().Task;
        silent.SetException(new StoreAwayException("timed out"));

        (await Task.WhenAll(waiting)).ShouldAllBe(held => held);
        (await AskAsync([line], 10, 9)).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_waited_for_an_order_that_was_not_answered_is_told_so_without_another()
    {
        var line = BudgetLines.Of("silent", 1_000);
        var silent = new TaskCompletionSource();
        _store.Gate = silent.Task;
        var waiting = Enumerable.Range(0, 20).Select(_ => HoldAsync([line], 10).AsTask()).ToArray();
        _store.Gate = new TaskCompletionSource().Task;
        silent.SetException(new StoreAwayException("timed out"));

        foreach (var one in waiting)
        {
            await Should.ThrowAsync<StoreAwayException>(() => one);
        }
    }

    [Fact]
    public async Task Two_raises_of_one_exchange_at_once_are_both_held_and_both_let_go()
    {
        var (line, exchange) = (BudgetLines.Of("raised", 10_000), Guid.CreateVersion7());
        await _node.Counters.HoldAsync(exchange, [line], 100, _clock.GetUtcNow().AddMinutes(2), default);
        var gate = new TaskCompletionSource();
        _store.Gate = gate.Task;
        var raises = new[] { 900, 800 }.Select(amount => _node.Counters.HoldAsync(exchange, [line], amount, _clock.GetUtcNow().AddMinutes(2), default).AsTask()).ToArray();
        gate.SetResult();
        (await Task.WhenAll(raises)).ShouldAllBe(one => one.IsHeld);

        await _node.Counters.SettleAsync([new Settlement(exchange, 40)], default);
        await EndAsync();
        (await _store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 40, 0)]);
    }

    [Fact]
    public async Task A_raise_that_ends_after_its_exchange_leaves_nothing_held()
    {
        var (line, exchange) = (BudgetLines.Of("late raise", 10_000), Guid.CreateVersion7());
        await _node.Counters.HoldAsync(exchange, [line], 100, _clock.GetUtcNow().AddMinutes(2), default);
        var gate = new TaskCompletionSource();
        _store.Gate = gate.Task;
        var raise = _node.Counters.HoldAsync(exchange, [line], 900, _clock.GetUtcNow().AddMinutes(2), default).AsTask();
        await _node.Counters.SettleAsync([new Settlement(exchange, 40)], default);
        gate.SetResult();
        await raise;

        await EndAsync();
        (await _store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 40, 0)]);
    }

    [Fact]
    public async Task An_exchange_that_a_jump_of_the_clock_gave_up_is_charged_when_it_ends()
    {
        var (line, exchange) = (BudgetLines.Of("jump", 10_000), Guid.CreateVersion7());
        await _node.Counters.HoldAsync(exchange, [line], 100, _clock.GetUtcNow().AddMinutes(2), default);

        (await _node.Counters.ExpireAsync(_clock.GetUtcNow().AddHours(1), default)).ShouldBe(2);
        await _node.Counters.SettleAsync([new Settlement(exchange, 50)], default);
        await _node.Counters.SettleAsync([new Settlement(exchange, 50)], default);

        await EndAsync();
        (await _store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 50, 0)]);
    }

    [Fact]
    public async Task While_the_store_is_away_slices_do_not_pile_up()
    {
        _store.IsAway = true;
        for (var round = 0; round < 40; round++)
        {
            for (var user = 0; user < 10; user++)
            {
                await AskAsync([BudgetLines.Of("told", 50, $"user-{user}", holds: false)], 10, 9);
                await Should.ThrowAsync<StoreAwayException>(async () => await HoldAsync([BudgetLines.Of("held", 50, $"user-{user}")], 10));
            }

            _clock.Advance(TimeSpan.FromSeconds(15));
            await _node.TickAsync();
            _node.Slices.ShouldBe(20);
        }

        _store.IsAway = false;
        await _node.EndAsync();
        _node.Slices.ShouldBe(0);
    }

    [Fact]
    public async Task All_slices_of_a_node_together_hold_a_hundredth_ahead()
    {
        var all = BudgetLines.Of("everybody", 1_000_000, "*");
        for (var user = 0; user < 50; user++)
        {
            await AskAsync([all, BudgetLines.Of("one", 1_000_000, $"user-{user}")], 100, 1);
        }

        // The first of them did not know of the others; what is more than twice their part goes back with the next look.
        await _node.TickAsync();
        (await _store.ReadAsync([all], default))[0].ReservedNanoUsd.ShouldBeLessThanOrEqualTo(20_000);
    }

    [Fact]
    public async Task What_nobody_uses_goes_back_within_two_seconds()
    {
        var line = BudgetLines.Of("idle", 1_000_000);
        await AskAsync([line], 10, 4);
        (await _store.ReadAsync([line], default))[0].ReservedNanoUsd.ShouldBeGreaterThan(0);
        for (var i = 0; i < 8; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            await _node.TickAsync();
        }

        (await _store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 4, 0)]);
        _store.Slices.ShouldBe(0);
    }

    [Fact]
    public async Task An_old_slice_closes_with_its_last_exchange_and_another_is_held_of_meanwhile()
    {
        var line = BudgetLines.Of("turns", 1_000_000);
        var running = Guid.CreateVersion7();
        var first = await _node.Counters.HoldAsync(running, [line], 10, _clock.GetUtcNow().AddHours(1), default);
        _clock.Advance(TimeSpan.FromSeconds(61));
        await _node.TickAsync();

        var second = await HoldAsync([line], 10);
        second.Slice.ShouldNotBe(first.Slice);
        (await _node.Counters.HoldAsync(running, [line], 25, _clock.GetUtcNow().AddHours(1), default)).Slice.ShouldBe(first.Slice);
        _store.Slices.ShouldBe(2);

        await _node.Counters.SettleAsync([new Settlement(running, 30)], default);
        await _node.TickAsync();
        await _node.TickAsync();
        _store.Slices.ShouldBe(1);
        (await _node.Counters.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 30, 10)]);
    }

    [Fact]
    public async Task What_another_slice_of_the_node_has_free_is_given_back_before_anybody_is_refused()
    {
        var (all, ada) = (BudgetLines.Of("all", 1_000, "*"), BudgetLines.Of("ada", 1_000_000, "ada"));
        await AskAsync([all, ada], 5, 1);
        (await _store.ReadAsync([all], default))[0].ReservedNanoUsd.ShouldBe(14);

        (await HoldAsync([all], 999)).IsHeld.ShouldBeTrue();
        (await HoldAsync([all], 1)).IsHeld.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_is_refused_by_a_budget_of_their_own_takes_nothing_from_others()
    {
        var (all, ada, bob) = (BudgetLines.Of("all", 1_000_000, "*"), BudgetLines.Of("users", 10, "ada"), BudgetLines.Of("users", 1_000_000, "bob"));
        await AskAsync([all, bob], 10, 4);
        (await HoldAsync([all, ada], 11)).ShouldSatisfyAllConditions(one => one.IsHeld.ShouldBeFalse(), one => one.RefusedBy.ShouldBe(1));
        var calls = _store.Calls;

        (await AskAsync([all, bob], 10, 4)).ShouldBeTrue();
        await _node.PromptAsync();
        _store.Calls.ShouldBe(calls);
    }

    [Fact]
    public async Task A_burst_for_what_is_left_lets_as_many_through_as_fit()
    {
        var line = BudgetLines.Of("burst", 1_050);
        var gate = new TaskCompletionSource();
        _store.Gate = gate.Task;
        var holds = Enumerable.Range(0, 200).Select(_ => HoldAsync([line], 100).AsTask()).ToArray();
        gate.SetResult();
        var held = await Task.WhenAll(holds);

        held.Count(one => one.IsHeld).ShouldBe(10);
        _store.Calls.ShouldBeLessThan(20);
        (await _store.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 0, 1_000)]);
    }

    [Fact]
    public async Task A_caller_who_leaves_while_another_asks_takes_nothing_along()
    {
        var line = BudgetLines.Of("left", 1_000);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await _node.Counters.HoldAsync(Guid.CreateVersion7(), [line], 10, line.Span.End, gone.Token));
        (await _node.Counters.ReadAsync([line], default)).ShouldBe([new CounterReading(line.Key, 0, 0)]);
    }

    private ValueTask<HoldResult> HoldAsync(BudgetLine[] lines, long amount) => _node.Counters.HoldAsync(Guid.CreateVersion7(), lines, amount, _clock.GetUtcNow().AddMinutes(2), default);

    private async Task EndAsync()
    {
        _store.Gate = Task.CompletedTask;
        await _node.EndAsync();
    }

    private async Task<bool> AskAsync(BudgetLine[] lines, long amount, long actual)
    {
        var exchange = Guid.CreateVersion7();
        var result = await _node.Counters.HoldAsync(exchange, lines, amount, _clock.GetUtcNow().AddMinutes(2), default);
        await _node.Counters.SettleAsync([new Settlement(exchange, actual)], default);
        return result.IsHeld;
    }
}
