using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Metering;

public sealed class MeterStepTests
{
    private readonly FakeClock _clock = new();
    private readonly Recorder _recorder = new();

    [Fact]
    public async Task An_answer_is_recorded_once_with_its_times()
    {
        var test = new TestExchange(_clock);
        var exchange = test.Build();
        _clock.Advance(TimeSpan.FromMilliseconds(3));
        var attempt = test.Try(exchange);
        await RunAsync(exchange, Next(Frames(attempt)));
        var record = _recorder.Records.ShouldHaveSingleItem();
        record.Outcome.ShouldBe(Outcome.Succeeded);
        record.Served.ShouldBe(attempt);
        record.FirstToken.ShouldBe(TimeSpan.FromMilliseconds(53));
        record.Duration.ShouldBe(TimeSpan.FromMilliseconds(103));
        record.Overhead.ShouldBe(TimeSpan.FromMilliseconds(3));
    }

    [Fact]
    public async Task Overlapping_attempts_are_waited_for_once()
    {
        var test = new TestExchange(_clock);
        var exchange = test.Build();
        var first = test.Try(exchange);
        var hedge = test.Try(exchange);
        first.IsLostHedge = true;
        _clock.Advance(TimeSpan.FromMilliseconds(40));
        first.EndTimestamp = hedge.EndTimestamp = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromMilliseconds(2));
        await RunAsync(exchange, (_, _) => new(Answer.Refused(Refusal(FailureKind.Unreachable, "provider_unavailable"))));
        _recorder.Records.ShouldHaveSingleItem().Overhead.ShouldBe(TimeSpan.FromMilliseconds(2));
    }

    [Theory]
    [InlineData(FailureKind.NotAllowed, "not_allowed", false, Outcome.Refused)]
    [InlineData(FailureKind.Unreachable, "provider_unavailable", true, Outcome.Failed)]
    [InlineData(FailureKind.TimedOut, "deadline_exceeded", true, Outcome.TimedOut)]
    public async Task A_refusal_is_counted_too(FailureKind kind, string code, bool tried, Outcome outcome)
    {
        var test = new TestExchange(_clock);
        var exchange = test.Build();
        if (tried)
        {
            test.Try(exchange);
        }

        await RunAsync(exchange, (_, _) => new(Answer.Refused(Refusal(kind, code))));
        var record = _recorder.Records.ShouldHaveSingleItem();
        record.Outcome.ShouldBe(outcome);
        record.Failure!.Code.ShouldBe(code);
        record.FirstToken.ShouldBeNull();
    }

    [Fact]
    public async Task A_stream_that_broke_after_content_is_truncated()
    {
        var test = new TestExchange(_clock);
        var exchange = test.Build();
        var attempt = test.Try(exchange);
        await RunAsync(exchange, Next(Frames(attempt, Frame.Broken(Refusal(FailureKind.Garbled, "upstream_cut")))));
        var record = _recorder.Records.ShouldHaveSingleItem();
        record.Outcome.ShouldBe(Outcome.Truncated);
        record.Failure!.Code.ShouldBe("upstream_cut");
    }

    [Fact]
    public async Task A_bug_below_is_counted_and_goes_on_to_the_door()
    {
        var exchange = new TestExchange(_clock).Build();
        await Should.ThrowAsync<InvalidOperationException>(async () => await RunAsync(exchange, (_, _) => throw new InvalidOperationException("bug")));
        _recorder.Records.ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Failed);
    }

    [Fact]
    public async Task A_caller_who_left_before_the_head_is_counted_as_cancelled()
    {
        var exchange = new TestExchange(_clock).Build();
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var step = new MeterStep(Row(), new MemorySpool(), _clock);
        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await step.RunAsync(exchange, (_, token) => ValueTask.FromCanceled<Answer>(token), gone.Token));
        _recorder.Records.ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Cancelled);
    }

    [Fact]
    public async Task An_observer_that_throws_hurts_neither_the_exchange_nor_the_next_observer()
    {
        var test = new TestExchange(_clock);
        var exchange = test.Build();
        var row = new ObserverRow([new Thrower(), _recorder], NullLogger<ObserverRow>.Instance);
        var answer = await new MeterStep(row, new MemorySpool(), _clock).RunAsync(exchange, Next(Frames(test.Try(exchange))), default);
        (await Pump.RunAsync(answer, new Sink(), default)).Kind.ShouldBe(StreamEndKind.Completed);
        _recorder.Records.Count.ShouldBe(1);
    }

    private async Task RunAsync(Exchange exchange, Next next)
    {
        var answer = await new MeterStep(Row(), new MemorySpool(), _clock).RunAsync(exchange, next, default);
        await Pump.RunAsync(answer, new Sink(), default);
    }

    private ObserverRow Row() => new([_recorder], NullLogger<ObserverRow>.Instance);

    private static Next Next(IAsyncEnumerable<Frame> frames) =>
        (exchange, _) => new(Answer.From(new AnswerHead(exchange.Ask.Dialect, true, WireHeaders.None), frames));

    private async IAsyncEnumerable<Frame> Frames(Attempt attempt, Frame? last = null)
    {
        await Task.CompletedTask;
        yield return Frame.Body("preamble"u8.ToArray());
        _clock.Advance(TimeSpan.FromMilliseconds(50));
        attempt.Observe(new FrameMeaning(FrameTraits.Content, TextBytes: 4), _clock);
        yield return Frame.Body("text"u8.ToArray());
        _clock.Advance(TimeSpan.FromMilliseconds(50));
        attempt.EndTimestamp = _clock.GetTimestamp();
        attempt.Outcome = last is null ? Outcome.Succeeded : Outcome.Truncated;
        if (last is { } broken)
        {
            yield return broken;
        }
    }

    private static Failure Refusal(FailureKind kind, string code) => new(kind, code, "No.");

    private sealed class Recorder : IExchangeObserver
    {
        public List<ExchangeRecord> Records { get; } = [];

        public void Ended(ExchangeRecord record) => Records.Add(record);
    }

    private sealed class Thrower : IExchangeObserver
    {
        public void Ended(ExchangeRecord record) => throw new InvalidOperationException("observer");
    }

    private sealed class Sink : ICallerSink
    {
        public ValueTask WriteAsync(Frame frame) => ValueTask.CompletedTask;

        public ValueTask FlushAsync() => ValueTask.CompletedTask;

        public void Stop(Failure why)
        {
        }
    }
}
