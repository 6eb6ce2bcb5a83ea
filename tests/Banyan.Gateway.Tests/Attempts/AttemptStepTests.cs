using Banyan.Gateway.Attempts;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Metering;
using Banyan.Gateway.Tests.Spine;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Attempts;

public sealed class AttemptStepTests
{
    private static readonly Failure Overloaded = new(FailureKind.Overloaded, "provider_unavailable", "503") { ProviderStatus = 503 };
    private static readonly Failure Unreachable = new(FailureKind.Unreachable, "provider_error", "refused");
    private static readonly Failure KeyRejected = new(FailureKind.KeyRejected, "upstream_credentials_exhausted", "401") { ProviderStatus = 401 };
    private static readonly Failure CallerFault = new(FailureKind.CallerFault, "invalid_request", "400") { ProviderStatus = 400 };

    private readonly FakeClock _clock = new();
    private readonly MemorySpool _spool = new();
    private readonly List<string> _tried = [];

    [Fact]
    public async Task The_first_candidate_that_answers_is_returned_and_settled_when_pumped()
    {
        var step = Step();
        var exchange = Exchange(Model("a"), Model("b"));
        var answer = await step.RunAsync(exchange, Script(TestAnswers.Of(TestAnswers.Event("hi"))), CancellationToken.None);
        answer.Failure.ShouldBeNull();
        exchange.Attempts.ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Running);
        await Pump.RunAsync(answer, new ListeningSink(), CancellationToken.None);
        exchange.Attempts[0].Outcome.ShouldBe(Outcome.Succeeded);
        _spool.Ended.ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Succeeded);
    }

    [Fact]
    public async Task A_failure_before_content_moves_on_at_once_and_the_caller_sees_only_the_answer()
    {
        var exchange = Exchange(Model("a"), Model("b"));
        var caller = new ListeningSink();
        var broken = TestAnswers.Of(TestAnswers.Event("role"), Frame.Broken(new Failure(FailureKind.Garbled, "upstream_cut", "cut")));
        var answer = await Step().RunAsync(exchange, Script(broken, TestAnswers.Of(TestAnswers.Event("hi"))), CancellationToken.None);
        await Pump.RunAsync(answer, caller, CancellationToken.None);
        caller.Heard.ShouldBe(["hi"]);
        _tried.ShouldBe(["p-a/a", "p-b/b"]);
        exchange.Attempts.Select(attempt => attempt.Outcome).ShouldBe([Outcome.Failed, Outcome.Succeeded]);
        _spool.Ended.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_fault_of_the_ask_stops_at_once()
    {
        var exchange = Exchange(Model("a"), Model("b"));
        var answer = await Step().RunAsync(exchange, Script(Answer.Refused(CallerFault)), CancellationToken.None);
        answer.Failure.ShouldBe(CallerFault);
        _tried.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_key_is_rotated_and_rests_afterwards()
    {
        var model = Model("a", "one", "two");
        var step = Step();
        var refusedFirst = await step.RunAsync(Exchange(model), Script(Answer.Refused(KeyRejected), TestAnswers.Of(TestAnswers.Event("hi"))), CancellationToken.None);
        refusedFirst.Failure.ShouldBeNull();
        _tried.Select(tried => tried.Split('#')[1]).Distinct().Count().ShouldBe(2);
        var good = _tried[1];
        _tried.Clear();
        await step.RunAsync(Exchange(model), Script(TestAnswers.Of(TestAnswers.Event("hi"))), CancellationToken.None);
        _tried.ShouldBe([good]);
    }

    [Fact]
    public async Task When_every_key_is_refused_the_caller_learns_that_and_no_401()
    {
        var answer = await Step().RunAsync(Exchange(Model("a", "one")), Script(Answer.Refused(KeyRejected)), CancellationToken.None);
        answer.Failure!.Code.ShouldBe("upstream_credentials_exhausted");
        answer.Failure.HttpStatus.ShouldBe(502);
    }

    [Fact]
    public async Task One_candidate_is_tried_again_after_a_wait_and_at_most_three_times()
    {
        var running = Step().RunAsync(Exchange(Model("a")), Script(Answer.Refused(Overloaded)), CancellationToken.None).AsTask();
        for (var round = 0; round < 3 && !running.IsCompleted; round++)
        {
            _clock.Advance(TimeSpan.FromSeconds(30));
        }

        var answer = await running;
        _tried.Count.ShouldBe(3);
        answer.Failure!.AlreadyRetried.ShouldBeTrue();
    }

    [Fact]
    public async Task Retry_after_is_honoured_when_it_fits_and_counts_as_failure_when_it_does_not()
    {
        var limited = new Failure(FailureKind.RateLimited, "provider_rate_limited", "429") { ProviderStatus = 429, RetryAfter = TimeSpan.FromMinutes(5) };
        var answer = await Step().RunAsync(Exchange(Model("a")), Script(Answer.Refused(limited)), CancellationToken.None);
        answer.Failure!.Code.ShouldBe("provider_rate_limited");
        answer.Failure.RetryAfter.ShouldBe(TimeSpan.FromMinutes(5));
        _tried.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(30, 2)]
    [InlineData(31, 1)]
    public async Task A_wait_is_sat_out_up_to_the_longest_delay_of_a_retry_and_a_longer_one_is_the_callers(int seconds, int tries)
    {
        var limited = new Failure(FailureKind.RateLimited, "provider_rate_limited", "429") { ProviderStatus = 429, RetryAfter = TimeSpan.FromSeconds(seconds) };
        var running = Step().RunAsync(Exchange(Model("a", "one"), retry: new RetryPolicy { MaxAttempts = 2 }), Script(Answer.Refused(limited)), CancellationToken.None).AsTask();
        if (!running.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        (await running).Failure!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
        _tried.Count.ShouldBe(tries);
    }

    [Fact]
    public async Task A_provider_without_a_key_for_the_service_is_no_matter_of_waiting()
    {
        var model = Model("a", "theirs");
        var owned = model with { Provider = model.Provider with { Keys = [model.Provider.Keys[0] with { Services = ["payroll"] }] } };
        var failure = (await Step().RunAsync(Exchange(owned), Script(TestAnswers.Of()), CancellationToken.None)).Failure.ShouldNotBeNull();
        (failure.Code, failure.HttpStatus, failure.RetryAfter).ShouldBe(("no_capable_model", 422, (TimeSpan?)null));
        _tried.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_outage_of_the_only_provider_costs_five_attempts_and_then_none_until_the_probe()
    {
        var step = Step();
        var model = Model("a");
        for (var i = 0; i < 50; i++)
        {
            var exchange = Exchange(model, retry: new RetryPolicy { MaxAttempts = 1 });
            var answer = await step.RunAsync(exchange, Script(Answer.Refused(Unreachable)), CancellationToken.None);
            answer.Failure.ShouldNotBeNull();
        }

        _tried.Count.ShouldBe(5);
        var refused = await step.RunAsync(Exchange(model), Script(Answer.Refused(Unreachable)), CancellationToken.None);
        refused.Failure!.Code.ShouldBe("provider_unavailable");
        refused.Failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(60));
        _clock.Advance(TimeSpan.FromSeconds(60));
        await step.RunAsync(Exchange(model, retry: new RetryPolicy { MaxAttempts = 1 }), Script(Answer.Refused(Unreachable)), CancellationToken.None);
        _tried.Count.ShouldBe(6);
    }

    [Fact]
    public async Task What_cannot_be_written_down_is_not_sent()
    {
        _spool.IsFull = true;
        var answer = await Step().RunAsync(Exchange(Model("a")), Script(TestAnswers.Of()), CancellationToken.None);
        answer.Failure!.Code.ShouldBe("dependency_unavailable");
        _tried.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_caller_who_leaves_before_an_answer_is_settled_as_cancelled()
    {
        using var left = new CancellationTokenSource();
        var exchange = Exchange(Model("a"));
        Next leaving = async (_, token) =>
        {
            await left.CancelAsync();
            token.ThrowIfCancellationRequested();
            return TestAnswers.Of();
        };
        await Should.ThrowAsync<OperationCanceledException>(async () => await Step().RunAsync(exchange, leaving, left.Token));
        _spool.Ended.ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Cancelled);
    }

    [Fact]
    public async Task Too_long_for_one_window_goes_only_to_a_larger_one()
    {
        var tooLong = new Failure(FailureKind.ContextTooLong, "context_length_exceeded", "too long") { ProviderStatus = 400 };
        var small = Model("a") with { Context = 1_000 };
        var smaller = Model("b") with { Context = 500 };
        var larger = Model("c") with { Context = 9_000 };
        await Step().RunAsync(Exchange(small, smaller, larger), Script(Answer.Refused(tooLong), TestAnswers.Of(TestAnswers.Event("hi"))), CancellationToken.None);
        _tried.ShouldBe(["p-a/a", "p-c/c"]);
    }

    [Fact]
    public async Task A_provider_whose_streams_begin_late_for_half_a_minute_is_left_alone_while_another_answers()
    {
        var step = Step();
        for (var i = 0; i < 1_200; i++)
        {
            (await ServedAsync(step, TimeSpan.FromMilliseconds(400))).ShouldBe("p-a");
        }

        var late = new List<string>();
        for (var i = 0; i < 120; i++)
        {
            late.Add(await ServedAsync(step, TimeSpan.FromSeconds(4)));
        }

        late[0].ShouldBe("p-a");
        late.TakeLast(40).ShouldAllBe(provider => provider == "p-b");
    }

    /// <summary>Asks for a stream half a second after the last one, of which the first token takes so long at the first provider.</summary>
    private async Task<string> ServedAsync(AttemptStep step, TimeSpan firstToken)
    {
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        var exchange = new TestExchange(_clock) { Lens = new AskLens { Model = "lab/small", TextBytes = 400, Streams = true }, Model = Model("a") }.Build();
        exchange.Candidates = [new Candidate(Model("a")), new Candidate(Model("b"))];
        var answer = await step.RunAsync(
            exchange,
            (fork, _) =>
            {
                var attempt = fork.Attempt!;
                attempt.Observe(new FrameMeaning(FrameTraits.Content), _clock);
                var took = attempt.Candidate.Provider.Name == "p-a" ? firstToken : TimeSpan.FromMilliseconds(100);
                attempt.FirstContentTimestamp = attempt.StartTimestamp + (long)(took.TotalSeconds * _clock.TimestampFrequency);
                return ValueTask.FromResult(TestAnswers.Of(TestAnswers.Event("hi")));
            },
            CancellationToken.None);
        await Pump.RunAsync(answer, new ListeningSink(), CancellationToken.None);
        return exchange.Attempts[^1].Candidate.Provider.Name;
    }

    [Fact]
    public async Task A_full_provider_is_passed_over_while_another_can_answer()
    {
        var exchange = Exchange(Model("a"), Model("b"));
        (await Step(full: "p-a").RunAsync(exchange, Script(TestAnswers.Of(TestAnswers.Event("hi"))), CancellationToken.None)).Failure.ShouldBeNull();
        _tried.ShouldBe(["p-b/b"]);
    }

    [Fact]
    public async Task Where_every_provider_is_full_the_caller_is_told_when_to_come_back()
    {
        var exchange = Exchange(Model("a"), Model("b"));
        var failure = (await Step("p-a", "p-b").RunAsync(exchange, Script(TestAnswers.Of(TestAnswers.Event("hi"))), CancellationToken.None)).Failure.ShouldNotBeNull();
        (failure.Code, failure.RetryAfter, failure.AlreadyRetried).ShouldBe(("rate_limit_exceeded", TimeSpan.FromSeconds(7), false));
        _tried.ShouldBeEmpty();
    }

    private static ModelEntry Model(string name, params string[] keys) => TestExchange.SmallModel() with
    {
        Name = name,
        Provider = TestExchange.SmallModel().Provider with { Name = $"p-{name}", Keys = [.. keys.Select(key => new ProviderKey(key, new Secret($"secret-{key}"), 1, []))] },
    };

    private AttemptStep Step(params string[] full)
    {
        var keys = new KeyHealth(_clock, NullLogger<KeyHealth>.Instance);
        var health = new CandidateHealth(keys, _clock, NullLogger<CandidateHealth>.Instance);
        var watch = new AttemptWatch(_clock, NullLogger<AttemptWatch>.Instance);
        var entry = new AttemptEntry(new AttemptRunner(new AttemptMeter(_spool, _clock), new FreeCover(), health, keys, new NoLearning(), watch), new WideRoom(full));
        return new AttemptStep(entry, new HedgeRace(entry, new HedgeBudget(), new NoLearning(), watch), health, new RetryBudget(), _clock);
    }

    private Exchange Exchange(ModelEntry first, params ModelEntry[] others) => Exchange([first, .. others], null);

    private Exchange Exchange(ModelEntry only, RetryPolicy? retry) => Exchange([only], retry);

    private Exchange Exchange(ModelEntry[] models, RetryPolicy? retry)
    {
        var exchange = new TestExchange(_clock) { Model = models[0], Retry = retry ?? new RetryPolicy() }.Build();
        exchange.Candidates = [.. models.Select(model => new Candidate(model))];
        return exchange;
    }

    /// <summary>Answers tries in order, the last answer's failure for all further ones.</summary>
    private Next Script(params Answer[] answers)
    {
        var next = 0;
        return (fork, _) =>
        {
            _tried.Add(fork.Candidate!.Key is { } key ? $"{fork.Candidate.Model.Id}#{key.Name}" : fork.Candidate.Model.Id);
            var answer = next < answers.Length ? answers[next] : Answer.Refused(answers[^1].Failure!);
            next++;
            return ValueTask.FromResult(answer);
        };
    }
}
