using System.Text;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Attacks;

/// <summary>Nobody but the administrator says where asks and keys go.</summary>
public sealed class EgressAttackTests(AttackBench bench) : IClassFixture<AttackBench>
{
    public static TheoryData<char> Letters => new(WireTalk.All.Select(talk => talk.Letter));

    [Theory]
    [Trait("Attack", "14")]
    [MemberData(nameof(Letters))]
    public async Task An_address_provider_or_key_told_by_the_caller_is_never_used(char letter)
    {
        await using var evil = ScriptedWall.Start(_ => WallScript.Json("{}"));
        var address = evil.Address.AbsoluteUri;
        var door = AttackDoor.Of(letter.ToString());
        var members = $$"""
            "base_url":"{{address}}","api_base":"{{address}}","baseURL":"{{address}}","endpoint":"{{address}}","api_key":"sk-callers-own","provider":"mock","route":"{{address}}"
            """.Trim();
        (string, string)[] headers =
        [
            ("x-base-url", address), ("x-portkey-custom-host", address), ("helicone-openai-api-base", address), ("x-provider", "mock"), ("api-key", "sk-callers-own"),
            ("openai-organization", "org-evil"), ("x-forwarded-host", evil.Address.Authority), ("proxy-authorization", "Basic sk-callers-own"), ("x-stainless-helper", address),
        ];
        var before = bench.Wall.Requests.Count;
        await bench.PostAsync(door.Path(door.OwnModel), new StringContent(door.Body(door.OwnModel, members), Encoding.UTF8, "application/json"), null, headers);
        foreach (var sent in bench.Wall.Requests.Skip(before))
        {
            var head = string.Join('\n', sent.Headers.Select(header => $"{header.Key}: {header.Value}")) + sent.Path;
            head.ShouldContain(AttackBench.ProviderKey);
            head.ShouldNotContain("sk-callers-own");
            head.ShouldNotContain("evil");
            head.ShouldNotContain(bench.App.Key);
            head.ShouldNotContain(evil.Address.Authority);
        }

        evil.Requests.ShouldBeEmpty();
    }

    [Theory]
    [Trait("Attack", "17")]
    [Trait("Attack", "20")]
    [MemberData(nameof(Letters))]
    public async Task A_providers_redirect_is_not_followed_and_takes_no_key_along(char letter)
    {
        await using var evil = ScriptedWall.Start(_ => WallScript.Json("{}"));
        var talk = WireTalk.Of(letter);
        foreach (var status in new[] { 301, 302, 303, 307, 308 })
        {
            bench.Script = _ => WallScript.Json("{}", status, ("location", evil.Address.AbsoluteUri));
            foreach (var streams in new[] { false, true })
            {
                var (path, body) = talk.Ask($"p{letter}/up", streams, "Hello");
                var (told, text, _) = await bench.PostAsync(path, body);
                told.ShouldBeInRange(400, 599, text);
                text.ShouldNotContain(evil.Address.Authority);
            }
        }

        bench.Script = null;
        evil.Requests.ShouldBeEmpty();
    }

    [Theory]
    [Trait("Attack", "15")]
    [Trait("Attack", "18")]
    [InlineData("https://127.0.0.1/a.png")]
    [InlineData("https://2130706433/a.png")]
    [InlineData("https://0x7f000001/a.png")]
    [InlineData("https://0177.0.0.1/a.png")]
    [InlineData("https://[::1]/a.png")]
    [InlineData("https://[::ffff:127.0.0.1]/a.png")]
    [InlineData("https://[fd00:ec2::254]/latest")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://100.64.1.1/a.png")]
    [InlineData("https://0.0.0.0/a.png")]
    [InlineData("https://localhost./a.png")]
    [InlineData("https://127。0。0。1/a.png")]
    [InlineData("http://127.0.0.1/a.png")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1/1")]
    [InlineData("ftp://127.0.0.1/a.png")]
    public async Task A_picture_at_a_forbidden_address_is_refused_before_any_provider_is_asked(string address)
    {
        var before = bench.Wall.Requests.Count;
        foreach (var target in "GO")
        {
            var body = $$$"""{"model":"p{{{target}}}/up","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"{{{address}}}"}}]}]}""";
            var (status, text, _) = await bench.PostAsync("/v1/chat/completions", body);
            status.ShouldBeInRange(400, 422, text);
            AttackBench.ShouldBeError("C", text);
        }

        bench.Wall.Requests.Count.ShouldBe(before);
    }
}
