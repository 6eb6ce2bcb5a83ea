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
    public void Old_answers_that_end_well_do_not_hide_that_new_ones_fail()
    {
        var breaker = new Breaker(_clock);
        var before = _clock.GetTimestamp();
        for (var i = 0; i < Policy.Failures; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            breaker.Exit(true, Policy, null, before).ShouldBeNull();
            breaker.Exit(false, Policy, null, _clock.GetTimestamp()).ShouldBe(i == Policy.Failures - 1 ? CandidateGate.Open : null);
        }

        breaker.Read(Policy).ShouldBe(new CircuitReading(CandidateGate.Open, Policy.Failures, _clock.GetUtcNow(), _clock.GetUtcNow() + Policy.OpenFor));
        _clock.Advance(Policy.OpenFor);
        breaker.TryEnter(Policy).ShouldBeTrue();
        breaker.Exit(true, Policy, null, before).ShouldBeNull();
        breaker.Exit(true, Policy, null, before).ShouldBeNull("an answer of before is no probe");
        breaker.TryEnter(Policy).ShouldBeFalse("the probe is still out");
        breaker.Reset();
        breaker.Read(Policy).ShouldBe(default);
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

    [Fact]
    public void First_tokens_five_times_slower_than_in_the_hour_before_open_it_after_half_a_minute()
    {
        var breaker = new Breaker(_clock);
        Run(breaker, TimeSpan.FromMinutes(10), TimeSpan.FromMilliseconds(400)).ShouldBeNull();

        var opened = Run(breaker, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(4)).ShouldNotBeNull();

        opened.ShouldBeInRange(Policy.Window * 0.8, Policy.Window * 1.2);
        breaker.Peek(Policy).ShouldBe(CandidateGate.Open);
    }

    [Theory]
    [InlineData(400, 1_500)]
    [InlineData(20, 900)]
    public void What_is_not_five_times_slower_or_within_a_second_leaves_it_closed(int usual, int now)
    {
        var breaker = new Breaker(_clock);
        Run(breaker, TimeSpan.FromMinutes(10), TimeSpan.FromMilliseconds(usual)).ShouldBeNull();

        Run(breaker, TimeSpan.FromMinutes(5), TimeSpan.FromMilliseconds(now)).ShouldBeNull();
    }

    [Fact]
    public void A_short_slowness_and_one_of_few_calls_leave_it_closed()
    {
        var breaker = new Breaker(_clock);
        Run(breaker, TimeSpan.FromMinutes(10), TimeSpan.FromMilliseconds(400)).ShouldBeNull();

        Run(breaker, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(4)).ShouldBeNull();
        Run(breaker, TimeSpan.FromMinutes(10), TimeSpan.FromMilliseconds(400)).ShouldBeNull();
        Run(breaker, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(4), every: TimeSpan.FromSeconds(5)).ShouldBeNull("six calls in half a minute tell nothing");
    }

    [Fact]
    public void Without_an_hour_of_its_own_or_with_the_factor_off_slowness_is_no_fault()
    {
        Run(new Breaker(_clock), TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(20)).ShouldBeNull();

        var breaker = new Breaker(_clock);
        var off = Policy with { SlowFactor = 0 };
        Run(breaker, TimeSpan.FromMinutes(10), TimeSpan.FromMilliseconds(400), policy: off).ShouldBeNull();
        Run(breaker, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(20), policy: off).ShouldBeNull();
    }

    [Fact]
    public void A_probe_that_is_still_slow_opens_it_again_and_fast_ones_close_it()
    {
        var breaker = new Breaker(_clock);
        Run(breaker, TimeSpan.FromMinutes(10), TimeSpan.FromMilliseconds(400));
        Run(breaker, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(4)).ShouldNotBeNull();

        _clock.Advance(Policy.OpenFor);
        breaker.TryEnter(Policy).ShouldBeTrue();
        breaker.Exit(true, Policy, TimeSpan.FromSeconds(4)).ShouldBe(CandidateGate.Open);
        _clock.Advance(Policy.OpenFor);
        breaker.TryEnter(Policy).ShouldBeTrue();
        breaker.Exit(true, Policy, TimeSpan.FromMilliseconds(400)).ShouldBeNull();
        breaker.TryEnter(Policy).ShouldBeTrue();
        breaker.Exit(true, Policy, TimeSpan.FromMilliseconds(400)).ShouldBe(CandidateGate.Closed);
    }

    /// <summary>Calls at an even pace, all with one first-token time.</summary>
    /// <returns>When the circuit opened; null when it did not.</returns>
    private TimeSpan? Run(Breaker breaker, TimeSpan length, TimeSpan firstToken, TimeSpan? every = null, BreakerPolicy? policy = null)
    {
        var step = every ?? TimeSpan.FromSeconds(0.5);
        for (var passed = TimeSpan.Zero; passed < length; passed += step)
        {
            breaker.TryEnter(policy ?? Policy).ShouldBeTrue();
            if (breaker.Exit(true, policy ?? Policy, firstToken) == CandidateGate.Open)
            {
                return passed;
            }

            _clock.Advance(step);
        }

        return null;
    }

    [Theory]
    [InlineData(-3_600)]
    [InlineData(3_600)]
    public void A_jump_of_the_wall_clock_neither_closes_it_nor_keeps_it_open(int seconds)
    {
        var breaker = Opened();
        _clock.JumpWall(TimeSpan.FromSeconds(seconds));
        breaker.TryEnter(Policy).ShouldBeFalse();
        breaker.UntilProbe(Policy).ShouldBe(Policy.OpenFor);
        _clock.Advance(Policy.OpenFor);
        breaker.TryEnter(Policy).ShouldBeTrue();
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
