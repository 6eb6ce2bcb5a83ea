namespace Banyan.Host.Tests.Attacks;

public sealed class HeadAttackTests(AttackBench bench) : IClassFixture<AttackBench>
{
    private const string Path = "/v1/chat/completions";

    [Fact]
    [Trait("Attack", "25")]
    public async Task A_header_of_1_MB_and_1000_headers_are_431()
    {
        var big = await SendAsync($"x-big: {new string('a', 1024 * 1024)}\r\nContent-Length: 2\r\n", "{}");
        RawHttp.Status(big).ShouldBe(431, big);
        var many = await SendAsync(string.Concat(Enumerable.Range(0, 1000).Select(i => $"x-{i}: a\r\n")) + "Content-Length: 2\r\n", "{}");
        RawHttp.Status(many).ShouldBe(431, many);
    }

    [Theory]
    [Trait("Attack", "30")]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!")]
    [InlineData("Content-Length: -1\r\n", "")]
    [InlineData("Content-Length: +2\r\n", "{}")]
    [InlineData("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n", "2;a=\nb\r\n{}\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: gzip, chunked, identity\r\n", "0\r\n\r\n")]
    [InlineData("Transfer-Encoding : chunked\r\n", "0\r\n\r\n")]
    [InlineData("x-a: b\r\n folded: yes\r\nContent-Length: 2\r\n", "{}")]
    [InlineData("x-a: b\0c\r\nContent-Length: 2\r\n", "{}")]
    [InlineData("x-a: b\rc: d\r\nContent-Length: 2\r\n", "{}")]
    public async Task Smuggling_and_broken_heads_are_refused_once(string headers, string body)
    {
        var answer = await SendAsync(headers, body);
        (RawHttp.Status(answer) is 0 or (>= 400 and < 500)).ShouldBeTrue(answer);
        answer.Split("HTTP/1.1 ").Length.ShouldBeLessThanOrEqualTo(2, answer);
    }

    [Theory]
    [Trait("Attack", "3")]
    [InlineData("x-banyan-timeout", "1e999")]
    [InlineData("x-banyan-timeout", "-5s")]
    [InlineData("x-banyan-fallbacks", "';--, \u00e9\u0001")]
    [InlineData("anthropic-beta", "caf\u00e9\u0001")]
    [InlineData("anthropic-version", "\u00ff")]
    [InlineData("x-banyan-feature", "a\tb\u00e9")]
    [InlineData("traceparent", "00-zz")]
    [InlineData("x-banyan-strict", "perhaps")]
    public async Task Odd_values_in_our_headers_are_neutral(string name, string value)
    {
        foreach (var door in AttackDoor.All)
        {
            var body = door.Body(door.OwnModel);
            var answer = await RawHttp.SendAsync(bench.App.Address, RawHttp.Post(door.Path(door.OwnModel), bench.App.Key, $"{name}: {value}\r\nContent-Length: {body.Length}\r\n") + body);
            (RawHttp.Status(answer) is >= 200 and < 500).ShouldBeTrue(door.Name + ": " + answer);
        }
    }

    [Fact]
    [Trait("Attack", "11")]
    public async Task Spoofed_origins_change_nothing()
    {
        foreach (var spoof in new[] { "X-Forwarded-For: 10.0.0.1", "X-Forwarded-Host: evil.example", "Forwarded: for=127.0.0.1;host=evil.example", "X-Forwarded-Proto: https", "X-Original-URL: /health/ready", "X-HTTP-Method-Override: GET" })
        {
            var answer = await RawHttp.SendAsync(bench.App.Address, $"POST {Path} HTTP/1.1\r\nHost: evil.example\r\n{spoof}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}");
            RawHttp.Status(answer).ShouldBe(401, answer);
            answer.ShouldNotContain("evil.example");
        }
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("TRACE")]
    [InlineData("BREW")]
    public async Task Wrong_methods_are_a_clear_404_or_405(string method)
    {
        foreach (var door in AttackDoor.All.Where(door => !(door.Name == "G" && method is "GET" or "HEAD")))
        {
            var answer = await RawHttp.SendAsync(bench.App.Address, $"{method} {door.Path(door.OwnModel)} HTTP/1.1\r\nHost: banyan\r\nAuthorization: Bearer {bench.App.Key}\r\nConnection: close\r\n\r\n");
            RawHttp.Status(answer).ShouldBeOneOf(404, 405);
            if (method != "HEAD")
            {
                AttackBench.ShouldBeError(door.Name == "A" ? "C" : door.Name == "T" ? "C" : door.Name, answer);
            }
        }
    }

    [Theory]
    [Trait("Attack", "12")]
    [InlineData("/admin")]
    [InlineData("/nothing.php")]
    [InlineData("/v1/../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/v1/keys")]
    [InlineData("/%00")]
    [InlineData("/a%0d%0ax-evil:%201")]
    public async Task Unknown_paths_are_a_clear_refusal_that_echoes_no_control_character(string path)
    {
        var answer = await RawHttp.SendAsync(bench.App.Address, $"GET {path} HTTP/1.1\r\nHost: banyan\r\nConnection: close\r\n\r\n");
        RawHttp.Status(answer).ShouldBeOneOf(400, 404);
        answer.ShouldNotContain("\nx-evil");
    }

    [Fact]
    [Trait("Attack", "30")]
    public async Task HTTP_1_0_is_served_or_refused_and_never_breaks()
    {
        var door = AttackDoor.Of("C");
        var body = door.Body(door.OwnModel);
        var answer = await RawHttp.SendAsync(bench.App.Address, $"POST {Path} HTTP/1.0\r\nAuthorization: Bearer {bench.App.Key}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        RawHttp.Status(answer).ShouldBe(200, answer);
    }

    private Task<string> SendAsync(string headers, string body) => RawHttp.SendAsync(bench.App.Address, RawHttp.Post(Path, bench.App.Key, headers) + body);
}
