using Banyan.Intents.Migration;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Migration;

public sealed class BreakerTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Five_failures_in_a_row_open_it_and_a_good_call_in_between_does_not()
    {
        var breaker = new Breaker(_clock);
        Report(breaker, false, 4);
        Report(breaker, true, 1);
        Report(breaker, false, 4);
        breaker.TryEnter().ShouldBeTrue();
        breaker.Report(false);
        breaker.TryEnter().ShouldBeFalse();
        breaker.State.ShouldBe("open");
    }

    [Fact]
    public void Half_of_twenty_calls_open_it_and_half_of_ten_do_not()
    {
        var breaker = new Breaker(_clock);
        for (var i = 0; i < 9; i++)
        {
            breaker.Report(true);
            breaker.Report(false);
        }

        breaker.State.ShouldBe("closed");
        breaker.Report(true);
        breaker.Report(false);
        breaker.State.ShouldBe("open");
    }

    [Fact]
    public void One_probe_at_a_time_and_two_good_ones_close_it()
    {
        var breaker = new Breaker(_clock);
        Report(breaker, false, 5);
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        breaker.TryEnter().ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        breaker.State.ShouldBe("half-open");
        breaker.TryEnter().ShouldBeTrue();
        breaker.TryEnter().ShouldBeFalse();
        breaker.Report(true);
        breaker.State.ShouldBe("half-open");
        breaker.TryEnter().ShouldBeTrue();
        breaker.Report(true);
        breaker.State.ShouldBe("closed");
    }

    [Fact]
    public void A_bad_probe_opens_it_for_longer_at_most_a_minute()
    {
        var breaker = new Breaker(_clock);
        Report(breaker, false, 5);
        foreach (var seconds in new[] { 10, 20, 40, 60, 60 })
        {
            _clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            breaker.TryEnter().ShouldBeFalse();
            _clock.Advance(TimeSpan.FromSeconds(1));
            breaker.TryEnter().ShouldBeTrue();
            breaker.Report(false);
        }
    }

    [Fact]
    public void A_probe_nobody_reports_frees_its_place()
    {
        var breaker = new Breaker(_clock);
        Report(breaker, false, 5);
        _clock.Advance(TimeSpan.FromSeconds(10));
        breaker.TryEnter().ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(29));
        breaker.TryEnter().ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));
        breaker.TryEnter().ShouldBeTrue();
    }

    private static void Report(Breaker breaker, bool isWell, int times)
    {
        for (var i = 0; i < times; i++)
        {
            breaker.Report(isWell);
        }
    }
}
