using Banyan.Gateway.Callers.Tokens;

namespace Banyan.Gateway.Tests.Callers.Tokens;

/// <summary>Reading an identity provider's keys while it is well, away, slow, rotating or hostile.</summary>
public sealed class IssuerKeysTests : IDisposable
{
    private static readonly Uri Discovery = new("https://login.example.com/.well-known/openid-configuration");

    private readonly TokenBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Keys_are_read_once_and_again_when_their_life_is_over()
    {
        await TakenAsync();
        await TakenAsync();
        _bench.Asked.Count.ShouldBe(1);
        _bench.Clock.Advance(TimeSpan.FromHours(2));
        await TakenAsync();
        _bench.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task However_many_ask_at_once_they_are_read_once()
    {
        var gate = new TaskCompletionSource();
        _bench.Held = gate.Task;
        var asks = Enumerable.Range(0, 50).Select(_ => _bench.FaultAsync(Token())).ToArray();
        gate.SetResult();
        (await Task.WhenAll(asks)).ShouldAllBe(fault => fault == TokenFault.None);
        _bench.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_new_key_is_found_within_a_minute_and_junk_names_cost_one_reading_a_minute()
    {
        await TakenAsync();
        _bench.Documents[TokenBench.KeysAt] = _bench.Mint.KeySetOf("rsa-2");
        string Rotated() => _bench.Mint.Sign("RS256", """{"alg":"RS256","kid":"rsa-2"}""", _bench.Mint.Claims(_bench.Now));
        (await _bench.FaultAsync(Rotated())).ShouldBe(TokenFault.Key, "the keys were read this minute");
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        (await _bench.FaultAsync(Rotated())).ShouldBe(TokenFault.None);
        var before = _bench.Asked.Count;
        for (var i = 0; i < 100; i++)
        {
            (await _bench.FaultAsync(_bench.Mint.Sign("RS256", $$"""{"alg":"RS256","kid":"junk-{{i}}"}""", _bench.Mint.Claims(_bench.Now)))).ShouldBe(TokenFault.Key);
        }

        _bench.Asked.Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_key_taken_out_of_the_set_is_out_for_tokens_checked_before_too()
    {
        var token = Token();
        (await _bench.FaultAsync(token)).ShouldBe(TokenFault.None);
        _bench.Documents[TokenBench.KeysAt] = _bench.Mint.KeySetOf("rsa-2");
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await _bench.FaultAsync(_bench.Mint.Sign("RS256", """{"alg":"RS256","kid":"rsa-2"}""", _bench.Mint.Claims(_bench.Now)));
        (await _bench.FaultAsync(token)).ShouldBe(TokenFault.Key);
    }

    [Fact]
    public async Task While_the_provider_is_away_its_keys_serve_a_day_and_no_longer()
    {
        await TakenAsync();
        _bench.Documents.Clear();
        _bench.Clock.Advance(TimeSpan.FromHours(23.9));
        await TakenAsync();
        _bench.Clock.Advance(TimeSpan.FromHours(0.1));
        (await _bench.FaultAsync(Token())).ShouldBe(TokenFault.KeysAway);
        _bench.Documents[TokenBench.KeysAt] = _bench.Mint.KeySet;
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await TakenAsync();
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(30)]
    public async Task A_jump_of_the_wall_clock_makes_no_keys_older_or_younger(int hours)
    {
        await TakenAsync();
        _bench.Documents.Clear();
        _bench.Clock.JumpWall(TimeSpan.FromHours(hours));
        await TakenAsync();
        _bench.Clock.Advance(TimeSpan.FromHours(24));
        (await _bench.FaultAsync(Token())).ShouldBe(TokenFault.KeysAway);
    }

    [Fact]
    public async Task A_provider_away_from_the_start_is_asked_every_few_seconds_and_nobody_is_told_that_the_token_is_wrong()
    {
        _bench.Documents.Clear();
        for (var i = 0; i < 20; i++)
        {
            (await _bench.FaultAsync(Token())).ShouldBe(TokenFault.KeysAway);
        }

        _bench.Asked.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":[],"keys":[]}""")]
    public async Task A_document_that_is_no_key_set_takes_no_ones_place(string document)
    {
        await TakenAsync();
        _bench.Documents[TokenBench.KeysAt] = document;
        _bench.Clock.Advance(TimeSpan.FromHours(3));
        await TakenAsync();
    }

    [Theory]
    [InlineData("""{"kty":"oct","kid":"rsa-1","k":"AAAA"}""")]
    [InlineData("""{"kty":"RSA","kid":"rsa-1","n":"AQAB","e":"AQAB"}""")]
    [InlineData("""{"kty":"EC","kid":"rsa-1","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""")]
    [InlineData("""{"kty":"EC","kid":"rsa-1","crv":"P-521","x":"AA","y":"AA"}""")]
    [InlineData("""{"kty":"EC","kid":"rsa-1","crv":"secp256k1","x":"AA","y":"AA"}""")]
    [InlineData("7")]
    public async Task A_key_that_is_too_weak_or_of_no_use_is_left_out(string key)
    {
        _bench.Documents[TokenBench.KeysAt] = $$"""{"keys":[{{key}}]}""";
        (await _bench.FaultAsync(Token())).ShouldBe(TokenFault.Key);
    }

    [Theory]
    [InlineData("\"use\":\"sig\"", "\"use\":\"enc\"")]
    [InlineData("\"use\":\"sig\"", "\"alg\":\"RS512\"")]
    [InlineData("\"use\":\"sig\"", "\"alg\":\"PS256\"")]
    [InlineData("\"use\":\"sig\"", "\"key_ops\":[\"sign\"]")]
    [InlineData("\"use\":\"sig\"", "\"d\":\"AQAB\"")]
    public async Task A_key_meant_for_something_else_checks_nothing(string from, string to)
    {
        _bench.Documents[TokenBench.KeysAt] = _bench.Mint.KeySetOf("rsa-1").Replace(from, to, StringComparison.Ordinal);
        (await _bench.FaultAsync(Token())).ShouldBe(TokenFault.Key);
    }

    [Fact]
    public async Task Without_an_address_the_discovery_document_says_where_the_keys_lie()
    {
        _bench.Issuer = _bench.Issuer with { KeysAt = null };
        _bench.Documents[Discovery] = _bench.Mint.Discovery(TokenBench.KeysAt.ToString());
        await TakenAsync();
        _bench.Asked.ShouldBe([Discovery, TokenBench.KeysAt]);
    }

    [Theory]
    [InlineData("""{"issuer":"https://evil.example","jwks_uri":"https://login.example.com/keys"}""")]
    [InlineData("""{"issuer":"https://login.example.com/","jwks_uri":"https://login.example.com/keys"}""")]
    [InlineData("""{"jwks_uri":"https://login.example.com/keys"}""")]
    [InlineData("""{"issuer":"https://login.example.com","jwks_uri":"http://login.example.com/keys"}""")]
    [InlineData("""{"issuer":"https://login.example.com","jwks_uri":"file:///etc/passwd"}""")]
    [InlineData("""{"issuer":"https://login.example.com","jwks_uri":"https://user:pass@login.example.com/keys"}""")]
    [InlineData("""{"issuer":"https://login.example.com"}""")]
    public async Task A_discovery_document_of_another_or_one_that_leads_astray_is_not_followed(string document)
    {
        _bench.Issuer = _bench.Issuer with { KeysAt = null };
        _bench.Documents[Discovery] = document;
        (await _bench.FaultAsync(Token())).ShouldBe(TokenFault.KeysAway);
        _bench.Asked.ShouldBe([Discovery]);
    }

    private string Token() => _bench.Mint.Token(_bench.Now);

    private async Task TakenAsync() => (await _bench.FaultAsync(Token())).ShouldBe(TokenFault.None);
}
