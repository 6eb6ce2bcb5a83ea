using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Spine;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Tests.Budgets;

/// <summary>A strict budget holds all that an ask can cost, or refuses it.</summary>
public sealed class StrictBudgetTests
{
    // A byte of the ask's two as a token at 1 USD, and a token of completion at 2 USD per million.
    private const long Prompt = 2 * 1_000, Token = 2_000;

    private static BudgetRule Strict(long limit) => BudgetBench.Rule(limit) with { IsStrict = true };

    [Fact]
    public async Task What_the_ask_does_not_bound_the_model_does()
    {
        var bench = new BudgetBench(Strict(100_000_000));
        var exchange = bench.Ask(lens: BudgetBench.Unbounded, candidates: bench.Model with { MaxOutput = 32_000 });
        await using var answer = await bench.Step.RunAsync(exchange, bench.Costing(1), default);
        answer.Failure.ShouldBeNull();
        exchange.Held.NanoUsd.ShouldBe(Prompt + (32_000 * Token));
        exchange.Held.Tokens.ShouldBeLessThan(5_000, "windows of tokens are held by what is likely");
    }

    [Fact]
    public async Task What_nothing_bounds_is_refused_with_a_hint()
    {
        var bench = new BudgetBench(Strict(100_000_000));
        var failure = (await bench.Step.RunAsync(bench.Ask(lens: BudgetBench.Unbounded), bench.Costing(1), default)).Failure!;
        (failure.HttpStatus, failure.Code).ShouldBe((422, "no_capable_model"));
        failure.Message.ShouldBe("A strict budget counts this ask, and nothing bounds what it may cost: lab/small has no bound on its completion (state max_tokens, or give the model a maxOutput in the configuration).");
        (await bench.ReadAsync()).ReservedNanoUsd.ShouldBe(0);
    }

    [Fact]
    public async Task Candidates_that_nothing_bounds_are_passed_over_and_those_without_a_price_of_tokens_need_no_bound()
    {
        var bench = new BudgetBench(Strict(100_000_000));
        var exchange = bench.Ask(lens: BudgetBench.Unbounded, candidates: [bench.Model, bench.Model with { Name = "bound", MaxOutput = 50 }, bench.Times(0, "free")]);
        exchange.Decision = new RouteDecision("auto", "auto", [new RouteCandidate("lab/small", null), new RouteCandidate("lab/bound", null), new RouteCandidate("lab/free", null)]) { Chosen = "lab/small" };
        await using var answer = await bench.Step.RunAsync(exchange, bench.Costing(1), default);
        answer.Failure.ShouldBeNull();
        exchange.Candidates.Select(one => one.Model.Name).ShouldBe(["bound", "free"]);
        exchange.Decision.Chosen.ShouldBe("lab/bound");
        exchange.Decision.Chain.ShouldBe(["lab/free"]);
        exchange.Decision.Considered.Count(one => one.Reason is not null).ShouldBe(1);
        exchange.Held.NanoUsd.ShouldBe(Prompt + (50 * Token));
    }

    [Fact]
    public async Task A_prompt_that_goes_on_elsewhere_may_fill_the_models_window()
    {
        var bench = new BudgetBench(Strict(100_000_000));
        var lens = new AskLens { Model = "lab/small", TextBytes = 400, MaxOutputTokens = 10, PreviousResponseId = "resp_1", HasInputElsewhere = true };
        var exchange = bench.Ask(lens: lens);
        await using (var answer = await bench.Step.RunAsync(exchange, bench.Costing(1), default))
        {
            // A window of a thousand tokens.
            exchange.Held.NanoUsd.ShouldBe((1_000 * 1_000) + (10 * Token));
        }

        var failure = (await bench.Step.RunAsync(bench.Ask(lens: lens, candidates: bench.Model with { Context = null }), bench.Costing(1), default)).Failure!;
        failure.HttpStatus.ShouldBe(422);
        failure.Message.ShouldContain("give the model a context");
    }

    [Theory]
    // Ten tokens and a word more than the estimate takes them for: a provider minds its bound.
    [InlineData(15, 0, false, false)]
    // Twice as much and more.
    [InlineData(30, 0, false, true)]
    // Hidden reasoning on top of the completion, and inside it.
    [InlineData(2, 30, true, true)]
    [InlineData(2, 8, true, false)]
    [InlineData(2, 30, false, false)]
    public async Task A_stream_ends_where_a_provider_minds_no_bound_and_no_room_is_left(int words, int reasoning, bool isOnTop, bool isStopped)
    {
        var bench = new BudgetBench(Strict(Prompt + (10 * Token)));
        var exchange = bench.Ask();
        var answer = await bench.Step.RunAsync(exchange, (one, _) => new(Answer.From(TestAnswers.Head, Talk(new TestExchange(bench.Clock) { Model = bench.Model }.Try(one)))), default);
        answer.Failure.ShouldBeNull();

        var end = await Pump.RunAsync(answer, new ListeningSink(), default);

        (end.Failure?.Code).ShouldBe(isStopped ? "budget_exceeded" : null);
        exchange.Held.NanoUsd.ShouldBe(Prompt + (10 * Token));

        async IAsyncEnumerable<Frame> Talk(Attempt attempt)
        {
            attempt.Observe(new FrameMeaning(default, new ReportedUsage { Output = 2, Reasoning = reasoning, OutputExcludesReasoning = isOnTop }), bench.Clock);
            for (var i = 0; i < words; i++)
            {
                attempt.Observe(new FrameMeaning(FrameTraits.Content, TextBytes: 4), bench.Clock);
                yield return TestAnswers.Event("four");
            }

            await ValueTask.CompletedTask;
        }
    }
}
