using Banyan.Gateway.Limits;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Limits;

/// <summary>What counters must do wherever they count: run on memory here, and on PostgreSQL and Redis by the tests of storage.</summary>
public abstract class CountersContract
{
    private const double Minute = 60_000_000;
    private static int _last;

    /// <summary>The clock they count by.</summary>
    protected FakeClock Clock { get; } = new();

    /// <summary>A node of the counters under test; the same counters for every name.</summary>
    protected abstract Task<ILimitCounters> NodeAsync(string name);

    [Fact]
    public async Task Ten_a_minute_are_ten_of_two_hundred_asked_at_once_on_three_nodes()
    {
        ILimitCounters[] nodes = [await NodeAsync("a"), await NodeAsync("b"), await NodeAsync("c")];
        var (ten, thousand) = (Key(), Key());
        var taken = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () => await nodes[i % 3].TakeAsync([Line(ten, 10), Line(thousand, 1000)], default))));
        taken.Count(one => one).ShouldBe(10);
        (await LookAsync(nodes[0], thousand, 1000)).ShouldBe(990, "what was refused took nothing of the other bucket");
    }

    [Fact]
    public async Task A_bucket_refills_continuously_and_says_when_it_has_room()
    {
        var (counters, key) = (await NodeAsync("a"), Key());
        for (var i = 0; i < 10; i++)
        {
            (await counters.TakeAsync([Line(key, 10)], default)).ShouldBeTrue();
        }

        CounterLine[] refused = [Line(key, 10)];
        (await counters.TakeAsync(refused, default)).ShouldBeFalse();
        refused[0].IsShort.ShouldBeTrue();
        refused[0].Granted.ShouldBe(0);
        refused[0].Level.ShouldBe(Minute, 50, "full again in a minute");
        Clock.Advance(TimeSpan.FromSeconds(6) - TimeSpan.FromMilliseconds(1));
        (await counters.TakeAsync([Line(key, 10)], default)).ShouldBeFalse();
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await counters.TakeAsync([Line(key, 10)], default)).ShouldBeTrue();
        (await counters.TakeAsync([Line(key, 10)], default)).ShouldBeFalse();
        Clock.Advance(TimeSpan.FromMinutes(3));
        (await LookAsync(counters, key, 10)).ShouldBe(10, "never more than a minute's worth");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(11)]
    [InlineData(997)]
    public async Task Every_unit_of_an_uneven_limit_can_be_had(long limit)
    {
        var (counters, key) = (await NodeAsync("a"), Key());
        for (var i = 0; i < limit; i++)
        {
            (await counters.TakeAsync([Line(key, limit)], default)).ShouldBeTrue();
        }

        (await counters.TakeAsync([Line(key, limit)], default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Several_buckets_are_taken_all_or_none()
    {
        var (counters, wide, narrow) = (await NodeAsync("a"), Key(LimitUnit.Tokens), Key());
        (await counters.TakeAsync([Line(narrow, 1)], default)).ShouldBeTrue();
        CounterLine[] both = [Line(wide, 1000, 400), Line(narrow, 1)];
        (await counters.TakeAsync(both, default)).ShouldBeFalse();
        both.Select(line => line.IsShort).ShouldBe([false, true]);
        (await LookAsync(counters, wide, 1000)).ShouldBe(1000);
    }

    [Fact]
    public async Task A_shadow_line_that_is_short_stops_nobody_and_holds_nothing()
    {
        var (counters, counted, narrow) = (await NodeAsync("a"), Key(), Key());
        (await counters.TakeAsync([Line(narrow, 1)], default)).ShouldBeTrue();
        CounterLine[] both = [Line(counted, 10), Line(narrow, 1) with { IsShadow = true }];
        (await counters.TakeAsync(both, default)).ShouldBeTrue();
        both.Select(line => line.Granted).ShouldBe([1, 0]);
        both[1].IsShort.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_booked_counts_whether_it_fits_or_not_and_can_be_given_back()
    {
        var (counters, key) = (await NodeAsync("a"), Key(LimitUnit.Tokens));
        (await counters.TakeAsync([Line(key, 600, 500)], default)).ShouldBeTrue();
        (await counters.TakeAsync([Line(key, 600, 0) with { Booked = -400 }], default)).ShouldBeTrue();
        (await LookAsync(counters, key, 600)).ShouldBe(500);
        (await counters.TakeAsync([Line(key, 600, 0) with { Booked = 800 }], default)).ShouldBeTrue();
        (await LookAsync(counters, key, 600)).ShouldBe(0);
        Clock.Advance(TimeSpan.FromSeconds(30));
        (await LookAsync(counters, key, 600)).ShouldBe(0, "300 are overdrawn, 300 came back");
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await LookAsync(counters, key, 600)).ShouldBe(10);
    }

    [Fact]
    public async Task More_is_given_while_there_is_plenty_and_not_near_the_end()
    {
        var (counters, key) = (await NodeAsync("a"), Key());
        CounterLine[] first = [Line(key, 1000) with { Extra = 10 }];
        (await counters.TakeAsync(first, default)).ShouldBeTrue();
        first[0].Granted.ShouldBe(11);
        (await counters.TakeAsync([Line(key, 1000, 970)], default)).ShouldBeTrue();
        CounterLine[] last = [Line(key, 1000) with { Extra = 10 }];
        (await counters.TakeAsync(last, default)).ShouldBeTrue();
        last[0].Granted.ShouldBe(1, "18 are left");
    }

    [Fact]
    public async Task Requests_at_once_are_given_back_as_they_end()
    {
        var (counters, key) = (await NodeAsync("a"), Key(LimitUnit.Concurrent));
        (await counters.TakeAsync([Line(key, 2)], default)).ShouldBeTrue();
        (await counters.TakeAsync([Line(key, 2)], default)).ShouldBeTrue();
        CounterLine[] third = [Line(key, 2)];
        (await counters.TakeAsync(third, default)).ShouldBeFalse();
        third[0].Level.ShouldBe(2);
        (await counters.TakeAsync([Line(key, 2, 0) with { Booked = -1 }], default)).ShouldBeTrue();
        (await counters.TakeAsync([Line(key, 2)], default)).ShouldBeTrue();
        (await counters.TakeAsync([Line(key, 2)], default)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_history_takes_more_than_a_minutes_worth_and_the_refill_in_any_window(int seed)
    {
        ILimitCounters[] nodes = [await NodeAsync("a"), await NodeAsync("b")];
#pragma warning disable RS0030 // A seeded history, so that a failure can be seen again.
        var chance = new Random(seed);
#pragma warning restore RS0030
        var (key, limit, taken) = (Key(LimitUnit.Tokens), 120L, new List<(double At, long Units)>());
        for (var i = 0; i < 250; i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(chance.Next(0, 3) * chance.Next(0, 2_000)));
            CounterLine[] line = [Line(key, limit, chance.Next(1, 30)) with { Extra = chance.Next(0, 3) }];
            if (await nodes[chance.Next(2)].TakeAsync(line, default))
            {
                taken.Add(((Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMicroseconds, line[0].Granted));
            }
        }

        taken.Count.ShouldBeGreaterThan(20);
        for (var from = 0; from < taken.Count; from++)
        {
            var sum = 0L;
            for (var to = from; to < taken.Count; to++)
            {
                sum += taken[to].Units;
                ((double)sum).ShouldBeLessThanOrEqualTo(limit + ((taken[to].At - taken[from].At) * limit / Minute) + 0.001);
            }
        }
    }

    /// <summary>A bucket nobody used before.</summary>
    protected static BucketKey Key(LimitUnit unit = LimitUnit.Requests) => new("default", LimitScope.Service, $"s{Interlocked.Increment(ref _last)}", unit);

    /// <summary>A line that needs units.</summary>
    protected static CounterLine Line(BucketKey key, long limit, long need = 1) => new() { Key = key, Limit = limit, Need = need };

    /// <summary>Units that are left.</summary>
    protected static async Task<long> LookAsync(ILimitCounters counters, BucketKey key, long limit)
    {
        CounterLine[] look = [Line(key, limit, 0)];
        await counters.TakeAsync(look, default);
        return Math.Max(0, (long)Math.Floor((Minute + 50 - look[0].Level) * limit / Minute));
    }
}
