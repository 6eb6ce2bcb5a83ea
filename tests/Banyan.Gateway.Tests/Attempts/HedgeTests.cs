using Banyan.Gateway.Attempts;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Metering;
using Banyan.Gateway.Tests.Spine;
using Banyan.TestKit;
using Banyan.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Attempts;

/// <summary>A second candidate beside a slow first.</summary>
public sealed class HedgeTests : IAttemptLearning, IDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(400), Long = TimeSpan.FromMinutes(1);
    private static readonly Failure Overloaded = new(FailureKind.Overloaded, "provider_unavailable", "503") { ProviderStatus = 503 };

    private readonly FakeClock _clock = new();
    private readonly MemorySpool _spool = new();
    private readonly HedgeBudget _budget = new();
    private readonly Dictionary<string, TaskCompletionSource<Answer>> _calls = new(StringComparer.Ordinal);
    private readonly List<string> _sent = [];
    private readonly List<(string Model, TimeSpan Took)> _learnt = [];
    private readonly SemaphoreSlim _called = new(0);
    private TimeSpan? _late = Late;
    private string[] _full = [];

    public HedgeTests() => _budget.Earn(20);

    public void Dispose() => _called.Dispose();

    [Fact]
    public async Task The_first_to_begin_is_taken_and_the_other_cancelled_charged_and_marked()
    {
        var (exchange, running) = Start();
        await SentAsync("p-a");
        _clock.Advance(Late);
        await SentAsync("p-b");
        _calls["p-b"].SetResult(TestAnswers.Of(TestAnswers.Event("quick")));
        var answer = await running.WaitAsync(Long);
        var heard = new ListeningSink();
        await Pump.RunAsync(answer, heard, CancellationToken.None);

        heard.Heard.ShouldBe(["quick"]);
        exchange.Attempts.Select(attempt => (attempt.Candidate.Provider.Name, attempt.Outcome, attempt.IsLostHedge)).ShouldBe([("p-a", Outcome.Cancelled, true), ("p-b", Outcome.Succeeded, false)]);
        _spool.Ended.Select(row => (row.Provider, row.IsHedge)).ShouldBe([("p-a", true), ("p-b", false)], ignoreOrder: true);
        _learnt.ShouldContain(one => one.Model == "p-a/a" && one.Took == Late, "it took at least so long");
    }

    [Fact]
    public async Task A_provider_at_its_rate_limit_is_not_asked_beside_another()
    {
        _full = ["p-b"];
        var (exchange, running) = Start();
        await SentAsync("p-a");
        _clock.Advance(Late);
        _calls["p-a"].SetResult(TestAnswers.Of(TestAnswers.Event("late, alone")));
        await using (await running.WaitAsync(Long))
        {
            exchange.Attempts.ShouldHaveSingleItem().IsLostHedge.ShouldBeFalse();
        }

        _sent.ShouldBe(["p-a"]);
    }

    [Fact]
    public async Task A_first_that_begins_after_all_wins_and_the_second_is_the_one_that_lost()
    {
        var (exchange, running) = Start();
        await SentAsync("p-a");
        _clock.Advance(Late);
        await SentAsync("p-b");
        _calls["p-a"].SetResult(TestAnswers.Of(TestAnswers.Event("late but first")));
        await using (await running.WaitAsync(Long))
        {
            exchange.Attempts[1].IsLostHedge.ShouldBeTrue();
        }

        exchange.Attempts[1].Outcome.ShouldBe(Outcome.Cancelled);
    }

    [Fact]
    public async Task One_that_begins_in_time_is_not_hedged()
    {
        var (exchange, running) = Start();
        await SentAsync("p-a");
        _clock.Advance(Late - TimeSpan.FromMilliseconds(1));
        _calls["p-a"].SetResult(TestAnswers.Of(TestAnswers.Event("in time")));
        await using var answer = await running.WaitAsync(Long);
        _clock.Advance(TimeSpan.FromSeconds(10));
        _sent.ShouldBe(["p-a"]);
        exchange.Attempts.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_hedge_that_fails_leaves_the_first_running()
    {
        var (exchange, running) = Start();
        await SentAsync("p-a");
        _clock.Advance(Late);
        await SentAsync("p-b");
        _calls["p-b"].SetResult(Answer.Refused(Overloaded));
        while (exchange.Attempts[1].Outcome == Outcome.Running)
        {
            await Task.Yield();
        }

        _calls["p-a"].SetResult(TestAnswers.Of(TestAnswers.Event("slow")));
        await using var answer = await running.WaitAsync(Long);
        answer.Failure.ShouldBeNull();
        exchange.Attempts.ShouldAllBe(attempt => !attempt.IsLostHedge);
    }

    [Fact]
    public async Task When_both_fail_the_others_are_tried()
    {
        var (exchange, running) = Start();
        await SentAsync("p-a");
        _clock.Advance(Late);
        await SentAsync("p-b");
        _calls["p-a"].SetResult(Answer.Refused(Overloaded));
        _calls["p-b"].SetResult(Answer.Refused(Overloaded));
        await SentAsync("p-c");
        _calls["p-c"].SetResult(TestAnswers.Of(TestAnswers.Event("third")));
        await using var answer = await running.WaitAsync(Long);
        answer.Failure.ShouldBeNull();
        exchange.Attempts.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_caller_who_leaves_ends_both()
    {
        using var left = new CancellationTokenSource();
        var (exchange, running) = Start(cancellationToken: left.Token);
        await SentAsync("p-a");
        _clock.Advance(Late);
        await SentAsync("p-b");
        await left.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await running.WaitAsync(Long));
        exchange.Attempts.Select(attempt => attempt.Outcome).ShouldBe([Outcome.Cancelled, Outcome.Cancelled]);
        _spool.Ended.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("spent")]
    [InlineData("unknown")]
    [InlineData("tools")]
    [InlineData("whole")]
    [InlineData("off")]
    public async Task Nothing_is_hedged_without_budget_figures_or_a_plain_stream(string why)
    {
        while (why == "spent" && _budget.TrySpend())
        {
        }

        _late = why == "unknown" ? null : Late;
        var lens = new AskLens { Model = "lab/small", TextBytes = 400, Streams = why != "whole", ToolNames = why == "tools" ? ["cancel_order"] : [] };
        var (_, running) = Start(lens, isHedged: why != "off");
        await SentAsync("p-a");
        _clock.Advance(TimeSpan.FromSeconds(20));
        _calls["p-a"].SetResult(TestAnswers.Of(TestAnswers.Event("alone")));
        await using var answer = await running.WaitAsync(Long);
        _sent.ShouldBe(["p-a"]);
    }

    /// <summary>One call in twenty-five stalls: the 99th percentile of first tokens falls to less than half, for at most one extra call in twenty.</summary>
    [Fact]
    public void Stalls_are_cut_short_for_a_twentieth_of_extra_calls()
    {
        var (random, vitals, budget, policy) = (new Random(5), new ModelVitals(), new HedgeBudget(), new HedgePolicy());
        var (plain, hedged, extra, now) = (new List<double>(), new List<double>(), 0, 0.0);
        for (var call = 0; call < 20_000; call++)
        {
            now += 0.1;
            var (first, second) = (Draw(), Draw());
            budget.Earn(policy.MaxExtra);
            var late = vitals.Late(policy.After, now);
            var isHedged = late is { } wait && first > wait && budget.TrySpend();
            extra += isHedged ? 1 : 0;
            var took = isHedged ? Math.Min(first, late!.Value + second) : first;
            vitals.AddFirst(isHedged ? Math.Min(first, took) : first, now);
            plain.Add(first);
            hedged.Add(took);
        }

        (extra / 20_000.0).ShouldBeLessThanOrEqualTo(0.05);
        P99(hedged).ShouldBeLessThan(P99(plain) / 2, $"{P99(plain):0} ms without, {P99(hedged):0} ms with {extra} extra calls of 20,000");

        double Draw() => random.NextDouble() < 0.04 ? 5_000 + (random.NextDouble() * 5_000) : 300 + (random.NextDouble() * 200);
        static double P99(List<double> times) => times.Order().ElementAt((int)(times.Count * 0.99));
    }

    void IAttemptLearning.Began(Attempt attempt, TimeSpan firstToken)
    {
        lock (_learnt)
        {
            _learnt.Add((attempt.Candidate.Model.Id, firstToken));
        }
    }

    void IAttemptLearning.Started(Attempt attempt)
    {
    }

    void IAttemptLearning.Ended(Exchange exchange, Attempt attempt)
    {
    }

    TimeSpan? IAttemptLearning.LateAfter(ModelEntry model, double share) => _late;

    /// <summary>Waits until a provider was asked.</summary>
    private async Task SentAsync(string provider)
    {
        (await _called.WaitAsync(Long)).ShouldBeTrue();
        _sent[^1].ShouldBe(provider);
    }

    private (Exchange Exchange, Task<Answer> Running) Start(AskLens? lens = null, bool isHedged = true, CancellationToken cancellationToken = default)
    {
        foreach (var name in new[] { "p-a", "p-b", "p-c" })
        {
            _calls[name] = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        var keys = new KeyHealth(_clock, NullLogger<KeyHealth>.Instance);
        var health = new CandidateHealth(keys, _clock, NullLogger<CandidateHealth>.Instance);
        var watch = new AttemptWatch(_clock, NullLogger<AttemptWatch>.Instance);
        var entry = new AttemptEntry(new AttemptRunner(new AttemptMeter(_spool, _clock), new FreeCover(), health, keys, this, watch), new WideRoom(_full));
        var step = new AttemptStep(entry, new HedgeRace(entry, _budget, this, watch), health, new RetryBudget(), _clock);
        var exchange = new TestExchange(_clock) { Lens = lens ?? new AskLens { Model = "lab/small", TextBytes = 400, Streams = true }, Model = Model("a") }.Build();
        exchange.Candidates = [new Candidate(Model("a")), new Candidate(Model("b")), new Candidate(Model("c"))];
        exchange.IsHedged = isHedged;
        return (exchange, step.RunAsync(exchange, SendAsync, cancellationToken).AsTask());
    }

    private async ValueTask<Answer> SendAsync(Exchange fork, CancellationToken cancellationToken)
    {
        var provider = fork.Candidate!.Provider.Name;
        lock (_sent)
        {
            _sent.Add(provider);
        }

        _called.Release();
        var answer = await _calls[provider].Task.WaitAsync(cancellationToken);
        if (answer.Failure is null)
        {
            fork.Attempt!.Observe(new FrameMeaning(FrameTraits.Content), _clock);
        }

        return answer;
    }

    private static ModelEntry Model(string name) => TestExchange.SmallModel() with { Name = name, Provider = TestExchange.SmallModel().Provider with { Name = $"p-{name}" } };
}
