using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Tests.Spine;

public sealed class PumpTests
{
    private static readonly Failure Cut = new(FailureKind.Garbled, "upstream_cut", "cut");

    private readonly List<string> _notes = [];
    private readonly ListeningSink _caller = new();

    [Fact]
    public async Task Frames_pass_filters_in_the_order_they_were_attached_and_each_ends_once()
    {
        var answer = TestAnswers.Of(TestAnswers.Event("a")).Through(new NotingFilter("inner", _notes)).Through(new NotingFilter("outer", _notes));
        var end = await Pump.RunAsync(answer, _caller, CancellationToken.None);
        end.Kind.ShouldBe(StreamEndKind.Completed);
        _notes.ShouldBe(["inner", "outer", "inner:Completed", "outer:Completed"]);
        _caller.Heard.ShouldBe(["a"]);
    }

    [Fact]
    public async Task Text_held_by_an_inner_filter_flows_through_the_outer_ones_at_the_end()
    {
        var answer = TestAnswers.Of(TestAnswers.Event("a")).Through(new NotingFilter("inner", _notes) { FlushesAtEnd = "tail" }).Through(new NotingFilter("outer", _notes));
        await Pump.RunAsync(answer, _caller, CancellationToken.None);
        _notes.ShouldBe(["inner", "outer", "inner:Completed", "outer", "outer:Completed"]);
        _caller.Heard.ShouldBe(["a", "tail"]);
    }

    [Fact]
    public async Task A_broken_frame_ends_the_answer_and_never_reaches_the_caller()
    {
        var answer = TestAnswers.Of(TestAnswers.Event("a"), Frame.Broken(Cut), TestAnswers.Event("never")).Through(new NotingFilter("f", _notes));
        var end = await Pump.RunAsync(answer, _caller, CancellationToken.None);
        end.ShouldBe(new StreamEnd(StreamEndKind.UpstreamBroke, Cut));
        _caller.Heard.ShouldBe(["a"]);
        _notes[^1].ShouldBe("f:UpstreamBroke");
    }

    [Fact]
    public async Task A_refusal_is_pumped_like_any_answer()
    {
        var refusal = new Failure(FailureKind.NotAllowed, "not_allowed", "no");
        var end = await Pump.RunAsync(Answer.Refused(refusal).Through(new NotingFilter("f", _notes)), _caller, CancellationToken.None);
        end.ShouldBe(new StreamEnd(StreamEndKind.Refused, refusal));
        _notes.ShouldBe(["f:Refused"]);
    }

    [Fact]
    public async Task A_filter_that_stops_ends_the_answer_with_its_failure()
    {
        var answer = TestAnswers.Of(TestAnswers.Event("a"), TestAnswers.Event("b")).Through(new NotingFilter("f", _notes) { StopsWith = Cut });
        var end = await Pump.RunAsync(answer, _caller, CancellationToken.None);
        end.ShouldBe(new StreamEnd(StreamEndKind.Stopped, Cut));
        _caller.Heard.ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_bug_in_one_filter_still_ends_the_others()
    {
        var answer = TestAnswers.Of().Through(new NotingFilter("inner", _notes) { ThrowsAtEnd = true }).Through(new NotingFilter("outer", _notes));
        var end = await Pump.RunAsync(answer, _caller, CancellationToken.None);
        _notes.ShouldBe(["inner:Completed", "outer:Stopped"]);
        end.Failure!.Code.ShouldBe("internal");
        end.Bug.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public async Task A_caller_who_left_ends_the_answer_and_the_upstream_is_let_go_first()
    {
        var source = new ClosableSource(_notes);
        var leaving = new ListeningSink { OnWrite = _ => throw new CallerGoneException() };
        var end = await Pump.RunAsync(Answer.From(TestAnswers.Head, source).Through(new NotingFilter("f", _notes)), leaving, CancellationToken.None);
        end.Kind.ShouldBe(StreamEndKind.CallerLeft);
        _notes.ShouldBe(["f", "closed", "f:CallerLeft"]);
    }

    [Fact]
    public async Task The_caller_is_flushed_once_for_what_one_read_brought()
    {
        var more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pumping = Pump.RunAsync(Answer.From(TestAnswers.Head, TwoReadsAsync(more.Task)), _caller, CancellationToken.None);
        _caller.Heard.ShouldBe(["a", "b", "|"]);
        more.SetResult();
        await pumping;
        _caller.Heard.ShouldBe(["a", "b", "|", "c"]);
    }

    [Fact]
    public async Task Held_preamble_is_put_back_in_order_and_nothing_is_lost()
    {
        var answer = TestAnswers.Of(TestAnswers.Event("role"), TestAnswers.Event("text"), TestAnswers.Event("more"));
        var failure = await answer.HoldUntilAsync(frame => frame.Data.Span.SequenceEqual("text"u8), CancellationToken.None);
        failure.ShouldBeNull();
        await Pump.RunAsync(answer, _caller, CancellationToken.None);
        _caller.Heard.ShouldBe(["role", "text", "more"]);
    }

    [Fact]
    public async Task Holding_tells_a_break_before_content_and_disposing_ends_the_filters()
    {
        var answer = TestAnswers.Of(TestAnswers.Event("role"), Frame.Broken(Cut)).Through(new NotingFilter("f", _notes));
        (await answer.HoldUntilAsync(_ => false, CancellationToken.None)).ShouldBe(Cut);
        await answer.DisposeAsync();
        _notes.ShouldBe(["f:Abandoned"]);
    }

    [Fact]
    public async Task Too_much_preamble_counts_as_content()
    {
        var answer = TestAnswers.Of([.. Enumerable.Range(0, 400).Select(number => TestAnswers.Event($"{number}"))]);
        (await answer.HoldUntilAsync(_ => false, CancellationToken.None)).ShouldBeNull();
        await Pump.RunAsync(answer, _caller, CancellationToken.None);
        _caller.Heard.Count.ShouldBe(400);
    }

    private static async IAsyncEnumerable<Frame> TwoReadsAsync(Task more)
    {
        yield return TestAnswers.Event("a");
        yield return TestAnswers.Event("b");
        await more;
        yield return TestAnswers.Event("c");
    }

    private sealed class ClosableSource(List<string> notes) : IAsyncEnumerable<Frame>, IAsyncEnumerator<Frame>
    {
        public Frame Current => TestAnswers.Event("x");

        public IAsyncEnumerator<Frame> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => ValueTask.FromResult(true);

        public ValueTask DisposeAsync()
        {
            notes.Add("closed");
            return ValueTask.CompletedTask;
        }
    }
}
