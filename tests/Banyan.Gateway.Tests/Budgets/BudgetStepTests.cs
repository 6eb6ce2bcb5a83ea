using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Tests.Budgets;

public sealed class BudgetStepTests
{
    [Fact]
    public async Task Two_hundred_at_once_against_room_for_ten_admit_exactly_ten()
    {
        var bench = new BudgetBench(BudgetBench.Rule(BudgetBench.Claim * 10));
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () => await bench.Step.RunAsync(bench.Ask(), bench.Costing(BudgetBench.Claim), default))));

        answers.Count(answer => answer.Failure is null).ShouldBe(10);
        foreach (var answer in answers)
        {
            await answer.DisposeAsync();
        }

        (await bench.ReadAsync()).ShouldSatisfyAllConditions(one => one.SpentNanoUsd.ShouldBe(BudgetBench.Claim * 10), one => one.ReservedNanoUsd.ShouldBe(0));
    }

    [Fact]
    public async Task What_is_not_used_is_free_again_at_the_end()
    {
        var bench = new BudgetBench(BudgetBench.Rule(200_000));
        await using (var answer = await bench.Step.RunAsync(bench.Ask(), bench.Costing(50_000), default))
        {
            (await bench.ReadAsync()).ReservedNanoUsd.ShouldBe(BudgetBench.Claim);
            (await bench.Step.RunAsync(bench.Ask(), bench.Costing(1), default)).Failure.ShouldNotBeNull();
        }

        (await bench.ReadAsync()).ShouldSatisfyAllConditions(one => one.SpentNanoUsd.ShouldBe(50_000), one => one.ReservedNanoUsd.ShouldBe(0));
        (await bench.Step.RunAsync(bench.Ask(), bench.Costing(1), default)).Failure.ShouldBeNull();
    }

    [Fact]
    public async Task A_refusal_says_which_budget_what_is_left_and_when_it_opens()
    {
        var bench = new BudgetBench(BudgetBench.Rule(100_000));
        var failure = (await bench.Step.RunAsync(bench.Ask(), bench.Costing(1), default)).Failure!;

        failure.Code.ShouldBe("budget_exceeded");
        failure.HttpStatus.ShouldBe(429);
        failure.AlreadyRetried.ShouldBeTrue();
        failure.RetryAfter.ShouldBe(TimeSpan.FromHours(14));
        failure.Message.ShouldBe(
            "The daily budget of service 'billing' of 0.0001 USD has 0.0001 USD left, and this ask may cost up to 0.000134 USD. A new period opens at 2026-03-03T00:00:00Z; an operator can raise the limit.");
    }

    [Fact]
    public async Task Nothing_stays_held_when_asking_further_throws()
    {
        var bench = new BudgetBench(BudgetBench.Rule(1_000_000));
        await Should.ThrowAsync<OperationCanceledException>(async () => await bench.Step.RunAsync(bench.Ask(), (_, _) => throw new OperationCanceledException(), default));
        (await bench.ReadAsync()).ShouldSatisfyAllConditions(one => one.SpentNanoUsd.ShouldBe(0), one => one.ReservedNanoUsd.ShouldBe(0));
    }

    [Fact]
    public async Task A_budget_that_warns_counts_and_lets_pass()
    {
        var bench = new BudgetBench(BudgetBench.Rule(1, OnExceeded.Warn));
        await using (var answer = await bench.Step.RunAsync(bench.Ask(), bench.Costing(70), default))
        {
            answer.Failure.ShouldBeNull();
        }

        (await bench.ReadAsync()).SpentNanoUsd.ShouldBe(70);
    }

    [Fact]
    public async Task A_budget_that_degrades_goes_on_with_its_cheaper_model_and_counts_it()
    {
        var bench = new BudgetBench(BudgetBench.Rule(100_000, OnExceeded.Degrade));
        var exchange = bench.Ask();
        await using (var answer = await bench.Step.RunAsync(exchange, bench.Costing(9_000), default))
        {
            answer.Failure.ShouldBeNull();
            exchange.DegradedTo.ShouldBe("cheap");
            exchange.Candidates.Single().Model.Name.ShouldBe("cheap");
            (await bench.ReadAsync()).ReservedNanoUsd.ShouldBe(BudgetBench.Claim / 10);
        }

        (await bench.ReadAsync()).SpentNanoUsd.ShouldBe(9_000);
    }

    [Fact]
    public async Task A_budget_that_blocks_blocks_the_cheaper_model_too()
    {
        var bench = new BudgetBench(BudgetBench.Rule(100_000, OnExceeded.Degrade), BudgetBench.Rule(1, id: "hard") with { Scope = BudgetScope.Global });
        var answer = await bench.Step.RunAsync(bench.Ask(), bench.Costing(1), default);
        answer.Failure!.Code.ShouldBe("budget_exceeded");
        (await bench.ReadAsync()).ReservedNanoUsd.ShouldBe(0);
    }

    [Fact]
    public async Task Another_attempt_after_one_that_cost_something_is_covered_or_refused()
    {
        var bench = new BudgetBench(BudgetBench.Rule(200_000));
        var exchange = bench.Ask();
        Failure? second = null;
        await using var answer = await bench.Step.RunAsync(
            exchange,
            async (one, cancellation) =>
            {
                await bench.Costing(100_000)(one, cancellation);
                second = await bench.Reservations.CoverAsync(one, cancellation);
                return TestAnswers.Of(TestAnswers.Event("x"));
            },
            default);
        second!.Code.ShouldBe("budget_exceeded");
        exchange.Held.NanoUsd.ShouldBe(BudgetBench.Claim);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, "budget_exceeded")]
    public async Task A_second_attempt_beside_one_under_way_is_held_for_too(int room, string? refused)
    {
        var bench = new BudgetBench(BudgetBench.Rule((2 * BudgetBench.Claim) + room));
        var exchange = bench.Ask();
        Failure? second = null;
        await using var answer = await bench.Step.RunAsync(
            exchange,
            async (one, cancellation) =>
            {
                new TestKit.TestExchange(bench.Clock) { Model = bench.Model }.Try(one);
                second = await bench.Reservations.CoverAsync(one, cancellation);
                return TestAnswers.Of(TestAnswers.Event("x"));
            },
            default);
        second?.Code.ShouldBe(refused);
        exchange.Held.NanoUsd.ShouldBe(refused is null ? 2 * BudgetBench.Claim : BudgetBench.Claim);
    }

    [Fact]
    public async Task A_stream_that_outgrows_its_claim_raises_it_and_ends_where_there_is_no_room()
    {
        var bench = new BudgetBench(BudgetBench.Rule(BudgetBench.Claim + 30_000));
        var exchange = bench.Ask();
        var frames = Enumerable.Range(0, 40).Select(_ => TestAnswers.Event("four"));
        var answer = await bench.Step.RunAsync(
            exchange,
            (one, _) =>
            {
                var attempt = new TestKit.TestExchange(bench.Clock) { Model = bench.Model }.Try(one);
                return new(Answer.From(TestAnswers.Head, Talk(attempt)));
            },
            default);
        var sink = new ListeningSink();

        var end = await Pump.RunAsync(answer, sink, default);

        end.Kind.ShouldBe(StreamEndKind.Stopped);
        end.Failure!.Code.ShouldBe("budget_exceeded");

        async IAsyncEnumerable<Frame> Talk(Attempt attempt)
        {
            foreach (var frame in frames)
            {
                attempt.Observe(new FrameMeaning(FrameTraits.Content, TextBytes: 4), bench.Clock);
                yield return frame;
            }

            await ValueTask.CompletedTask;
        }
    }

    [Fact]
    public async Task While_counters_are_away_what_blocks_is_refused_and_what_warns_is_counted_afterwards()
    {
        var hard = new BudgetBench(BudgetBench.Rule(1_000_000)) { IsAway = true };
        var failure = (await hard.Step.RunAsync(hard.Ask(), hard.Costing(1), default)).Failure!;
        failure.Code.ShouldBe("dependency_unavailable");
        failure.HttpStatus.ShouldBe(503);

        var soft = new BudgetBench(BudgetBench.Rule(1_000_000, OnExceeded.Warn)) { IsAway = true };
        (await soft.Step.RunAsync(soft.Ask(), soft.Costing(1), default)).Failure.ShouldBeNull();
    }

    [Fact]
    public async Task Thresholds_are_told_once()
    {
        var bench = new BudgetBench(BudgetBench.Rule(200_000) with { AlertThresholds = [0.5, 1] });
        using var stop = new CancellationTokenSource();
        await bench.Alerts.StartAsync(stop.Token);
        for (var i = 0; i < 3; i++)
        {
            await using var answer = await bench.Step.RunAsync(bench.Ask(), bench.Costing(30_000), default);
        }

        await bench.Alerts.StopAsync(default);
        bench.Told.ShouldHaveSingleItem().Threshold.ShouldBe(0.5);
    }

    [Fact]
    public async Task A_strict_budget_holds_every_byte_as_a_token()
    {
        var bench = new BudgetBench(BudgetBench.Rule(1_000_000) with { IsStrict = true });
        var exchange = bench.Ask();
        await using var answer = await bench.Step.RunAsync(exchange, bench.Costing(1), default);
        // The ask's two bytes, and ten completion tokens.
        exchange.Held.NanoUsd.ShouldBe((2 * 1_000) + (10 * 2_000));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task In_direct_mode_budgets_count_and_refuse_nothing(bool isStrict, bool isAway)
    {
        var bench = new BudgetBench(BudgetBench.Rule(1) with { IsStrict = isStrict }) { IsAway = isAway };
        var exchange = bench.Ask(lens: BudgetBench.Unbounded);
        exchange.IsDirect = true;
        await using (var answer = await bench.Step.RunAsync(exchange, bench.Costing(70), default))
        {
            answer.Failure.ShouldBeNull();
        }

        bench.IsAway = false;
        bench.Refusals.ShouldBe(0);
        await bench.Settler.StopAsync(default);
        (await bench.ReadAsync()).ShouldSatisfyAllConditions(one => one.SpentNanoUsd.ShouldBe(70), one => one.ReservedNanoUsd.ShouldBe(0));
    }
}
