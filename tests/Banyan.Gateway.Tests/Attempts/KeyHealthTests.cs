using Banyan.Gateway.Attempts;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Banyan.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Attempts;

/// <summary>What operators read of a provider's key.</summary>
public sealed class KeyHealthTests
{
    private static readonly Provider Lab = new() { Name = "lab", Kind = "openai", Dialects = [DialectId.OpenAiChat], Quirks = new Dictionary<string, string>() };
    private static readonly ProviderKey Main = new("main", new Secret("sk-main"), 1, []), Spare = new("spare", new Secret("sk-spare"), 1, []);
    private readonly FakeClock _clock = new();

    [Fact]
    public void A_key_tells_its_last_use_its_rest_and_why()
    {
        var health = new KeyHealth(_clock, NullLogger<KeyHealth>.Instance);
        Read(health, Main).ShouldBe(new KeyReading(false, null, null, null));

        health.Enter(Lab, Main);
        var used = _clock.GetUtcNow();
        health.Exit(Lab, Main, new Failure(FailureKind.RateLimited, "provider_rate_limited", "slow down") { RetryAfter = TimeSpan.FromSeconds(40) });

        Read(health, Main).ShouldBe(new KeyReading(false, used.AddSeconds(40), "provider_rate_limited", used));
        Read(health, Spare).LastUsedAt.ShouldBeNull();
        _clock.Advance(TimeSpan.FromSeconds(41));
        health.Enter(Lab, Main);
        health.Exit(Lab, Main, null);
        Read(health, Main).ShouldBe(new KeyReading(false, null, "provider_rate_limited", _clock.GetUtcNow()));
    }

    [Fact]
    public void A_refused_key_is_told_until_its_value_is_another()
    {
        var health = new KeyHealth(_clock, NullLogger<KeyHealth>.Instance);
        health.Enter(Lab, Main);
        health.Exit(Lab, Main, new Failure(FailureKind.KeyRejected, "upstream_credentials_exhausted", "401"));

        Read(health, Main).IsRefused.ShouldBeTrue();
        Read(health, Main with { Secret = new Secret("sk-rotated") }).IsRefused.ShouldBeFalse();
    }

    [Theory]
    [InlineData(-3_600)]
    [InlineData(3_600)]
    public void A_jump_of_the_wall_clock_moves_no_rest(int seconds)
    {
        var health = new KeyHealth(_clock, NullLogger<KeyHealth>.Instance);
        var lab = Lab with { Keys = [Main] };
        health.Enter(lab, Main);
        health.Exit(lab, Main, new Failure(FailureKind.RateLimited, "provider_rate_limited", "slow down") { RetryAfter = TimeSpan.FromSeconds(40) });
        _clock.JumpWall(TimeSpan.FromSeconds(seconds));
        health.UntilUsable(lab, "billing").ShouldBe(TimeSpan.FromSeconds(40));
        _clock.Advance(TimeSpan.FromSeconds(40));
        health.IsResting(lab, "billing").ShouldBeFalse();
    }

    [Theory]
    [InlineData(86_400)]
    [InlineData(2_147_483_647)]
    public void An_absurd_wait_costs_a_key_an_hour_and_not_years(int seconds)
    {
        var health = new KeyHealth(_clock, NullLogger<KeyHealth>.Instance);
        var lab = Lab with { Keys = [Main] };
        health.Enter(lab, Main);
        health.Exit(lab, Main, new Failure(FailureKind.RateLimited, "provider_rate_limited", "slow down") { RetryAfter = TimeSpan.FromSeconds(seconds) });

        health.UntilUsable(lab, "billing").ShouldBe(TimeSpan.FromHours(1));
        _clock.Advance(TimeSpan.FromHours(1));
        health.TryPick(lab, "billing", new HashSet<string>(), out _).ShouldBeTrue();
    }

    [Fact]
    public void A_key_of_another_service_shortens_nobodys_rest()
    {
        var health = new KeyHealth(_clock, NullLogger<KeyHealth>.Instance);
        var theirs = Spare with { Services = ["payroll"] };
        var lab = Lab with { Keys = [Main, theirs] };
        health.Enter(lab, Main);
        health.Exit(lab, Main, new Failure(FailureKind.RateLimited, "provider_rate_limited", "slow down") { RetryAfter = TimeSpan.FromSeconds(40) });

        (health.IsResting(lab, "billing"), health.UntilUsable(lab, "billing")).ShouldBe((true, TimeSpan.FromSeconds(40)));
        (health.IsResting(lab, "payroll"), health.UntilUsable(lab, "payroll")).ShouldBe((false, TimeSpan.Zero));
        health.Enter(lab, Main);
        health.Exit(lab, Main, new Failure(FailureKind.KeyRejected, "upstream_credentials_exhausted", "401"));
        (health.AllDead(lab, "billing"), health.AllDead(lab, "payroll")).ShouldBe((true, false));
    }

    private static KeyReading Read(IKeyHealth health, ProviderKey key) => health.Of(Lab, key);
}
