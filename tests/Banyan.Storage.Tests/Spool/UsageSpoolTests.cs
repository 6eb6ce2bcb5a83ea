using Banyan.Gateway.Spine;
using Banyan.Storage.Spool;
using Banyan.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Storage.Tests.Spool;

public sealed class UsageSpoolTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MemoryStore _store = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ended_rows_reach_the_database_once_and_their_files_go()
    {
        using var segments = new TestSegments(_folder.Path);
        using var spool = new UsageSpool(new SpoolFile(segments), isStrict: false);
        var rows = Run(spool, 100);
        spool.Pending.ShouldBe(100);
        await Drain(spool).DrainAsync(default);
        _store.Rows.Values.ShouldBe(rows);
        spool.Pending.ShouldBe(0);
        spool.Seal();
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_process_that_died_loses_no_ended_row_and_settles_begun_ones_as_lost()
    {
        using var copy = new TempFolder();
        var (ended, begun) = (new List<UsageRow>(), Rows.One(500));
        using (var segments = new TestSegments(_folder.Path))
        using (var spool = new UsageSpool(new SpoolFile(segments), isStrict: false))
        {
            ended.AddRange(Run(spool, 60));
            spool.TryBegin(begun with { Outcome = Outcome.Lost }).ShouldBeTrue();
            // The files as a killed process leaves them: neither synced nor closed.
            CopyFiles(copy.Path);
        }

        using var left = new TestSegments(copy.Path);
        using var reopened = new UsageSpool(new SpoolFile(left), isStrict: false);
        reopened.Pending.ShouldBe(61);
        await Drain(reopened).DrainAsync(default);
        _store.Rows.Values.Where(row => row.Outcome != Outcome.Lost).ShouldBe(ended);
        _store.Rows[begun.Id].ShouldBe(begun with { Outcome = Outcome.Lost });
    }

    [Fact]
    public async Task Dying_again_before_the_drain_settles_everything_once()
    {
        var begun = Rows.One(1) with { Outcome = Outcome.Lost };
        for (var death = 0; death < 3; death++)
        {
            using var segments = new TestSegments(_folder.Path);
            using var spool = new UsageSpool(new SpoolFile(segments), isStrict: false);
            if (death == 0)
            {
                spool.TryBegin(begun).ShouldBeTrue();
            }

            spool.Sync();
        }

        using var last = new TestSegments(_folder.Path);
        using var reopened = new UsageSpool(new SpoolFile(last), isStrict: false);
        reopened.Pending.ShouldBe(1);
        await Drain(reopened).DrainAsync(default);
        _store.Rows.Values.ShouldBe([begun]);
    }

    [Fact]
    public void A_torn_or_damaged_tail_costs_only_itself()
    {
        var random = new Random(90_210);
        for (var round = 0; round < 40; round++)
        {
            using var folder = new TempFolder();
            List<UsageRow> rows;
            using (var segments = new TestSegments(folder.Path, 256 * 1024))
            using (var spool = new UsageSpool(new SpoolFile(segments), isStrict: false))
            {
                rows = Run(spool, 20);
                spool.Sync();
            }

            var file = Directory.GetFiles(folder.Path, "*.spool").ShouldHaveSingleItem();
            var bytes = File.ReadAllBytes(file);
            var used = Array.FindLastIndex(bytes, value => value != 0) + 1;
            var at = random.Next(SpoolSegment.HeaderBytes, used);
            if (round % 2 == 0)
            {
                File.WriteAllBytes(file, bytes[..at]);
            }
            else
            {
                bytes[at] ^= (byte)random.Next(1, 256);
                File.WriteAllBytes(file, bytes);
            }

            using var left = new TestSegments(folder.Path, 256 * 1024);
            using var reopened = new UsageSpool(new SpoolFile(left), isStrict: false);
            var read = reopened.Peek(1_000).Where(row => row.Outcome != Outcome.Lost).ToList();
            read.ShouldBe(rows.Take(read.Count), $"round {round}");
            (read.Count >= rows.Count * (long)(at - 2_048) / used).ShouldBeTrue($"round {round}: {read.Count} rows of {rows.Count} at {at} of {used}");
        }
    }

    [Theory]
    [InlineData("full")]
    [InlineData("read-only")]
    [InlineData("denied")]
    public async Task A_disk_that_takes_no_file_refuses_new_attempts_keeps_running_ones_and_recovers_unaided(string how)
    {
        using var segments = new TestSegments(_folder.Path)
        {
            Refusal = () => how switch
            {
                "full" => new IOException("No space left on device"),
                "read-only" => new IOException("Read-only file system"),
                _ => new UnauthorizedAccessException("Permission denied"),
            },
        };
        using var spool = new UsageSpool(new SpoolFile(segments), isStrict: false);
        segments.IsFull = false;
        spool.TryBegin(Rows.One(1) with { Outcome = Outcome.Lost }).ShouldBeTrue();
        segments.IsFull = true;
        var begun = new List<UsageRow> { Rows.One(1) };
        for (var number = 2; number < 1_000 && spool.TryBegin(Rows.One(number) with { Outcome = Outcome.Lost }); number++)
        {
            begun.Add(Rows.One(number));
        }

        begun.Count.ShouldBeInRange(2, 100);
        spool.TryBegin(Rows.One(1_000)).ShouldBeFalse();
        begun.ForEach(spool.End);
        spool.Sync().ShouldBeTrue("every begun attempt has room for its end");

        segments.IsFull = false;
        spool.TryBegin(Rows.One(1_001)).ShouldBeTrue();
        await Drain(spool).DrainAsync(default);
        _store.Rows.Values.ShouldBe(begun);
    }

    [Fact]
    public async Task What_no_disk_takes_waits_in_memory()
    {
        using var segments = new TestSegments(_folder.Path) { IsFull = true };
        using var spool = new UsageSpool(new SpoolFile(segments), isStrict: false);
        spool.End(Rows.One(1));
        spool.Sync().ShouldBeFalse();
        spool.Pending.ShouldBe(1);
        spool.TryBegin(Rows.One(2)).ShouldBeFalse();
        segments.IsFull = false;
        spool.Sync().ShouldBeTrue();
        await Drain(spool).DrainAsync(default);
        _store.Rows.Values.ShouldBe([Rows.One(1)]);
    }

    [Fact]
    public async Task A_disk_that_fails_to_sync_takes_nothing_new_and_keeps_what_ended()
    {
        using var segments = new TestSegments(_folder.Path);
        using var spool = new UsageSpool(new SpoolFile(segments), isStrict: false);
        spool.TryBegin(Rows.One(1) with { Outcome = Outcome.Lost }).ShouldBeTrue();
        segments.FailsToSync = true;
        spool.Sync().ShouldBeFalse();
        spool.IsTaking.ShouldBeFalse();
        spool.TryBegin(Rows.One(2)).ShouldBeFalse();
        spool.End(Rows.One(1));

        segments.FailsToSync = false;
        spool.Sync().ShouldBeTrue();
        spool.IsTaking.ShouldBeTrue();
        spool.TryBegin(Rows.One(3) with { Outcome = Outcome.Lost }).ShouldBeTrue();
        await Drain(spool).DrainAsync(default);
        _store.Rows.Values.ShouldBe([Rows.One(1)]);
    }

    [Fact]
    public void A_disk_with_room_again_is_found_without_an_ask()
    {
        using var segments = new TestSegments(_folder.Path) { IsFull = true };
        using var spool = new UsageSpool(new SpoolFile(segments), isStrict: false);
        spool.IsTaking.ShouldBeTrue("nobody has tried yet");
        spool.TryBegin(Rows.One(1)).ShouldBeFalse();
        spool.Recheck();
        spool.IsTaking.ShouldBeFalse();
        segments.IsFull = false;
        spool.Recheck();
        spool.IsTaking.ShouldBeTrue();
    }

    [Fact]
    public async Task Long_attempts_do_not_pin_old_files_and_are_not_forgotten()
    {
        using var copy = new TempFolder();
        var slow = Rows.One(9_999) with { Outcome = Outcome.Lost };
        using (var segments = new TestSegments(_folder.Path))
        using (var spool = new UsageSpool(new SpoolFile(segments), isStrict: false))
        {
            spool.TryBegin(slow).ShouldBeTrue();
            for (var round = 0; round < 10; round++)
            {
                Run(spool, 50);
                await Drain(spool).DrainAsync(default);
            }

            Files().Length.ShouldBeLessThan(4);
            CopyFiles(copy.Path);
        }

        using var left = new TestSegments(copy.Path);
        using var reopened = new UsageSpool(new SpoolFile(left), isStrict: false);
        await Drain(reopened).DrainAsync(default);
        _store.Rows[slow.Id].Outcome.ShouldBe(Outcome.Lost);
    }

    [Fact]
    public async Task A_database_that_is_away_at_the_end_leaves_the_rows_for_the_next_start()
    {
        _store.IsAway = true;
        List<UsageRow> rows;
        using (var segments = new TestSegments(_folder.Path))
        using (var spool = new UsageSpool(new SpoolFile(segments), isStrict: false))
        {
            rows = Run(spool, 30);
            using var drain = Drain(spool);
            await drain.StartAsync(default);
            await drain.StopAsync(default);
        }

        _store.Rows.ShouldBeEmpty();
        _store.IsAway = false;
        using var left = new TestSegments(_folder.Path);
        using var reopened = new UsageSpool(new SpoolFile(left), isStrict: false);
        using var again = Drain(reopened);
        await again.StartAsync(default);
        await again.StopAsync(default);
        _store.Rows.Values.ShouldBe(rows);
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_the_database_never_takes_is_kept_aside_and_holds_up_nobody()
    {
        using var segments = new TestSegments(_folder.Path);
        using var spool = new UsageSpool(new SpoolFile(segments), isStrict: false);
        var rows = Run(spool, 10);
        _store.Refuses = row => row.Id == rows[4].Id;
        await Drain(spool).DrainAsync(default);
        _store.Rows.Count.ShouldBe(9);
        spool.Pending.ShouldBe(0);
        (await File.ReadAllLinesAsync(_folder.File("refused.jsonl"))).ShouldHaveSingleItem().ShouldContain(rows[4].Id.ToString());
    }

    [Fact]
    public void A_folder_has_one_owner()
    {
        using var segments = new TestSegments(_folder.Path);
        Should.Throw<IOException>(() => new SpoolFolder(_folder.Path));
    }

    [Fact]
    public async Task Many_threads_lose_no_row()
    {
        using var segments = new TestSegments(_folder.Path);
        using var spool = new UsageSpool(new SpoolFile(segments), isStrict: true);
        var work = Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                var row = Rows.One((thread * 1_000) + i);
                spool.TryBegin(row with { Outcome = Outcome.Lost }).ShouldBeTrue();
                spool.End(row);
            }
        })).ToArray();
        var all = Task.WhenAll(work);
        while (!all.IsCompleted)
        {
            await Drain(spool).DrainAsync(default);
            await Task.Yield();
        }

        await all;
        await Drain(spool).DrainAsync(default);
        _store.Rows.Count.ShouldBe(800);
        _store.Rows.Values.ShouldAllBe(row => row.Outcome == Outcome.Succeeded);
        spool.Pending.ShouldBe(0);
    }

    private SpoolDrain Drain(UsageSpool spool) => new(spool, _store, new RefusedRows(_folder.Path), _clock, NullLogger<SpoolDrain>.Instance);

    private int _next;

    private List<UsageRow> Run(UsageSpool spool, int count)
    {
        var rows = new List<UsageRow>();
        for (var i = 0; i < count; i++)
        {
            var row = Rows.One(++_next);
            spool.TryBegin(row with { Outcome = Outcome.Lost }).ShouldBeTrue();
            spool.End(row);
            rows.Add(row);
        }

        return rows;
    }

    private string[] Files() => Directory.GetFiles(_folder.Path, "*.spool");

    private void CopyFiles(string to)
    {
        foreach (var file in Files())
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
