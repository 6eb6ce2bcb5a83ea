using Banyan.Gateway.Spine;
using Banyan.Intents.Running.Holding;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Running;

/// <summary>What one holder appends while its last write is under way.</summary>
public sealed class AppendQueueTests
{
    private readonly GatedJournal _journal = new();
    private readonly List<AppendOutcome> _written = [];
    private readonly AppendQueue _queue;

    public AppendQueueTests() => _queue = Queue(TimeSpan.Zero, TimeProvider.System);

    [Fact]
    public async Task What_came_meanwhile_goes_out_together_in_its_order_and_each_event_with_its_own_instant()
    {
        var first = _queue.AppendAsync(Append("a", 0));
        var rest = new[] { _queue.AppendAsync(Append("b", 1)), _queue.AppendAsync(Append("c", 2)), _queue.AppendAsync(Append("d", 3)) };
        _journal.Writes.Count.ShouldBe(1);
        rest.ShouldAllBe(one => !one.IsCompleted);
        _journal.Pass();
        await first;
        _journal.Pass();
        await Task.WhenAll(rest);
        _journal.Kinds.ShouldBe(["a", "b c d"]);
        _journal.Writes[1].Events.Select(one => one.At!.Value.Second).ShouldBe([1, 2, 3]);
        _written.ShouldBe([AppendOutcome.Written, AppendOutcome.Written]);
    }

    [Fact]
    public async Task What_may_be_refused_ends_its_batch_and_what_stood_before_it_is_written_all_the_same()
    {
        _ = _queue.AppendAsync(Append("a", 0));
        _ = _queue.AppendAsync(Append("b", 1));
        var turn = _queue.AppendAsync(Append("c", 2) with { Takes = new TurnWish("write:1", TimeSpan.FromSeconds(1)) });
        var after = _queue.AppendAsync(Append("d", 3));
        _journal.Outcome = append => append.Takes is null ? AppendOutcome.Written : AppendOutcome.TurnTaken;
        for (var i = 0; i < 4; i++)
        {
            _journal.Pass();
        }

        (await turn).Outcome.ShouldBe(AppendOutcome.TurnTaken);
        (await after).Outcome.ShouldBe(AppendOutcome.Written);
        _journal.Kinds.ShouldBe(["a", "b c", "b", "d"]);
    }

    [Fact]
    public async Task After_a_write_that_failed_nothing_is_written_any_more()
    {
        var first = _queue.AppendAsync(Append("a", 0));
        var second = _queue.AppendAsync(Append("b", 1));
        _journal.Fail(new StoreAwayException());
        await Should.ThrowAsync<StoreAwayException>(() => first);
        await Should.ThrowAsync<StoreAwayException>(() => second);
        await Should.ThrowAsync<StoreAwayException>(() => _queue.AppendAsync(Append("c", 2)));
        _journal.Kinds.ShouldBe(["a"]);
    }

    [Fact]
    public async Task What_nobody_waits_for_lingers_until_somebody_does_or_its_time_is_over()
    {
        var clock = new FakeClock();
        var queue = Queue(TimeSpan.FromMilliseconds(10), clock);
        var ended = queue.AppendAsync(Append("a", 0), mayLinger: true);
        _journal.Writes.ShouldBeEmpty();
        var begun = queue.AppendAsync(Append("b", 1));
        await _journal.AskedAsync(1);
        _journal.Pass();
        await Task.WhenAll(ended, begun);
        var last = queue.AppendAsync(Append("c", 2), mayLinger: true);
        clock.Advance(TimeSpan.FromMilliseconds(10));
        await _journal.AskedAsync(2);
        _journal.Pass();
        await last;
        var settled = queue.AppendAsync(Append("d", 3), mayLinger: true);
        var idle = queue.HurryAsync();
        await _journal.AskedAsync(3);
        _journal.Pass();
        await Task.WhenAll(settled, idle);
        _journal.Kinds.ShouldBe(["a b", "c", "d"]);
    }

    private AppendQueue Queue(TimeSpan linger, TimeProvider time) => new(
        _journal,
        result =>
        {
            _written.Add(result.Outcome);
            return Task.CompletedTask;
        },
        (linger, time));

    private static JournalAppend Append(string kind, int second) => new()
    {
        Tenant = "t",
        RunId = "r1",
        Fence = 1,
        Node = "node",
        At = DateTimeOffset.UnixEpoch.AddSeconds(second),
        Status = "running",
        Events = [new JournalEntry(kind, Texts.Json("{}"))],
    };
}
