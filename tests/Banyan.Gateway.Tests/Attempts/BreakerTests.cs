using Banyan.Gateway.Attempts;
using Banyan.Gateway.Spine;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Attempts;

public sealed class BreakerTests
{
    private static readonly BreakerPolicy Policy = new();

    private readonly FakeClock _clock = new();

    [Fact]
    public void Five_failures_in_a_row_open_it_and_one_probe_goes_after_the_wait()
    {
        var breaker = Opened();
        breaker.TryEnter(Policy).ShouldBeFalse();
        breaker.UntilProbe(Policy).ShouldBe(Policy.OpenFor);
        _clock.Advance(Policy.OpenFor);
        breaker.TryEnter(Policy).ShouldBeTrue();
        breaker.TryEnter(Policy).ShouldBeFalse("one probe at a time");
    }

    [Fact]
    public void Two_successful_probes_close_it()
    {
        var breaker = Opened();
        _clock.Advance(Policy.OpenFor);
        breaker.TryEnter(Policy).ShouldBeTrue();
        breaker.Exit(true, Policy).ShouldBeNull();
        breaker.TryEnter(Policy).ShouldBeTrue();
        breaker.Exit(true, Policy).ShouldBe(CandidateGate.Closed);
        breaker.TryEnter(Policy).ShouldBeTrue();
        breaker.TryEnter(Policy).ShouldBeTrue();
    }

    [Fact]
    public void A_failed_probe_opens_it_again_for_the_whole_wait()
    {
        var breaker = Opened();
        _clock.Advance(Policy.OpenFor);
        breaker.TryEnter(Policy).ShouldBeTrue();
        breaker.Exit(false, Policy).ShouldBe(CandidateGate.Open);
        _clock.Advance(Policy.OpenFor - TimeSpan.FromMilliseconds(1));
        breaker.TryEnter(Policy).ShouldBeFalse();
    }

    [Fact]
    public void A_caller_who_leaves_a_probe_gives_its_place_back()
    {
        var breaker = Opened();
        _clock.Advance(Policy.OpenFor);
        breaker.TryEnter(Policy).ShouldBeTrue();
        breaker.Exit(null, Policy);
        breaker.TryEnter(Policy).ShouldBeTrue();
    }

    [Fact]
    public void Half_of_twenty_calls_failing_within_the_window_opens_it_though_none_follow_each_other()
    {
        var breaker = new Breaker(_clock);
        for (var i = 0; i < 19; i++)
        {
            breaker.TryEnter(Policy).ShouldBeTrue();
            breaker.Exit(i % 2 == 0, Policy).ShouldBeNull();
        }

        breaker.TryEnter(Policy);
        breaker.Exit(false, Policy).ShouldBe(CandidateGate.Open);
    }

    [Fact]
    public void Failures_older_than_the_window_are_forgotten()
    {
        var breaker = new Breaker(_clock);
        for (var i = 0; i < 18; i++)
        {
            breaker.TryEnter(Policy);
            breaker.Exit(i % 2 == 0, Policy);
        }

        _clock.Advance(Policy.Window * 2);
        breaker.TryEnter(Policy);
        breaker.Exit(true, Policy);
        breaker.TryEnter(Policy);
        breaker.Exit(false, Policy).ShouldBeNull();
    }

    private Breaker Opened()
    {
        var breaker = new Breaker(_clock);
        for (var i = 0; i < Policy.Failures; i++)
        {
            breaker.TryEnter(Policy).ShouldBeTrue();
            breaker.Exit(false, Policy).ShouldBe(i == Policy.Failures - 1 ? CandidateGate.Open : null);
        }

        return breaker;
    }
}
