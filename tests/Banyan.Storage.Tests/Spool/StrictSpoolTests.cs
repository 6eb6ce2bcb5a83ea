using Banyan.Gateway.Spine;
using Banyan.Storage.Spool;
using Banyan.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Storage.Tests.Spool;

/// <summary>What waits for the database under strict durability, and for how long.</summary>
public sealed class StrictSpoolTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MemoryStore _store = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rows_are_safe_when_the_database_has_them_and_not_before()
    {
        using var segments = new TestSegments(_folder.Path);
        using var spool = new UsageSpool(new SpoolFile(segments), isStrict: true, _clock);
        spool.SafeAsync().AsTask().IsCompleted.ShouldBeTrue("nothing has ended");
        End(spool, 1);
        var first = spool.SafeAsync().AsTask();
        End(spool, 2);
        var second = spool.SafeAsync().AsTask();
        first.IsCompleted.ShouldBeFalse();

        spool.Peek(1).Count.ShouldBe(1);
        spool.Take(1);

        await first.WaitAsync(Patience);
        second.IsCompleted.ShouldBeFalse();
        spool.Peek(1).Count.ShouldBe(1);
        spool.Take(1);
        await second.WaitAsync(Patience);
    }

    [Fact]
    public async Task Who_waits_is_not_kept_for_the_next_turn_of_the_drain()
    {
        using var segments = new TestSegments(_folder.Path);
        using var spool = new UsageSpool(new SpoolFile(segments), isStrict: true, _clock);
        using var drain = new SpoolDrain(spool, _store, new RefusedRows(_folder.Path), _clock, NullLogger<SpoolDrain>.Instance);
        await drain.StartAsync(default);
        End(spool, 1);

        await spool.SafeAsync().AsTask().WaitAsync(Patience);

        _store.Rows.Count.ShouldBe(1, "the clock has not moved");
        await drain.StopAsync(default);
    }

    [Fact]
    public async Task A_database_that_is_away_holds_an_answer_for_two_seconds()
    {
        using var segments = new TestSegments(_folder.Path);
        using var spool = new UsageSpool(new SpoolFile(segments), isStrict: true, _clock);
        End(spool, 1);
        var waiting = spool.SafeAsync().AsTask();
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        waiting.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        await waiting.WaitAsync(Patience);
        spool.Pending.ShouldBe(1);
    }

    [Fact]
    public void Grouped_rows_are_waited_for_by_nobody()
    {
        using var segments = new TestSegments(_folder.Path);
        using var spool = new UsageSpool(new SpoolFile(segments), isStrict: false, _clock);
        End(spool, 1);
        spool.SafeAsync().AsTask().IsCompletedSuccessfully.ShouldBeTrue();
    }

    private static TimeSpan Patience => TimeSpan.FromMinutes(1);

    private static void End(UsageSpool spool, int number)
    {
        var row = Rows.One(number);
        spool.TryBegin(row with { Outcome = Outcome.Lost }).ShouldBeTrue();
        spool.End(row);
    }
}
