using Banyan.Gateway.Callers.Tokens;

namespace Banyan.Gateway.Tests.Callers.Tokens;

/// <summary>What is remembered of tokens that were checked.</summary>
public sealed class CheckedTokenTests : IDisposable
{
    private readonly TokenBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    public async Task Tokens_that_begin_alike_are_two_people(int alike)
    {
        var filler = $"\"{new string('x', 120)}\"";
        var (first, second) = (Named("ada"), Named("bob"));
        string Named(string name) => _bench.Mint.Sign("RS256", """{"alg":"RS256","kid":"rsa-1"}""", $$"""{"filler":{{filler}},"sub":"{{name}}",""" + _bench.Mint.Claims(_bench.Now, ("sub", null))[1..]);
        first[..alike].ShouldBe(second[..alike]);
        (await _bench.RunAsync(first)).Token!.Claims.User.ShouldBe("ada");
        (await _bench.RunAsync(second)).Token!.Claims.User.ShouldBe("bob");
        (await _bench.RunAsync(first)).Token!.Claims.User.ShouldBe("ada");
    }

    [Fact]
    public async Task A_token_is_checked_once_in_five_minutes_and_its_end_is_looked_at_each_time()
    {
        var token = _bench.Mint.Token(_bench.Now);
        var first = (await _bench.RunAsync(token)).Token;
        (await _bench.RunAsync(token)).Token.ShouldBeSameAs(first);
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));
        (await _bench.RunAsync(token)).Token.ShouldNotBeNull().ShouldNotBeSameAs(first);
        _bench.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        (await _bench.FaultAsync(token)).ShouldBe(TokenFault.None);
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        (await _bench.FaultAsync(token)).ShouldBe(TokenFault.Expired);
    }

    [Fact]
    public async Task What_was_checked_for_one_audience_counts_for_no_other()
    {
        var token = _bench.Mint.Token(_bench.Now);
        (await _bench.FaultAsync(token)).ShouldBe(TokenFault.None);
        _bench.Issuer = _bench.Issuer with { Audience = "another" };
        (await _bench.FaultAsync(token)).ShouldBe(TokenFault.Audience);
    }

    [Fact]
    public async Task A_changed_configuration_is_asked_anew()
    {
        var token = _bench.Mint.Token(_bench.Now);
        (await _bench.FaultAsync(token)).ShouldBe(TokenFault.None);
        _bench.Issuer = _bench.Issuer with { Algorithms = ["ES256"] };
        (await _bench.FaultAsync(token)).ShouldBe(TokenFault.Algorithm);
    }

    [Fact]
    public void However_many_come_the_memory_is_bounded()
    {
        var tokens = new CheckedTokens();
        var kept = new CheckedToken(_bench.Issuer, new KeySet([]), new TokenClaims("t", "u", null, "s", []), _bench.Now, _bench.Now.AddMinutes(5));
        for (var i = 0; i < CheckedTokens.Most + 10; i++)
        {
            tokens.Keep($"{i}", kept, _bench.Now);
        }

        tokens.Count.ShouldBeLessThanOrEqualTo(CheckedTokens.Most);
    }
}
