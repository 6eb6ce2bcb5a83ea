using System.Text;
using System.Text.RegularExpressions;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Attacks;

public sealed partial class KeyAttackTests(AttackBench bench) : IClassFixture<AttackBench>
{
    public static TheoryData<string> Doors => AttackDoor.Names;

    public static TheoryData<char> Letters => new(WireTalk.All.Select(talk => talk.Letter));

    [Theory]
    [Trait("Attack", "1")]
    [MemberData(nameof(Doors))]
    public async Task A_bad_key_is_401_with_one_body_whatever_is_wrong_with_it(string name)
    {
        var door = AttackDoor.Of(name);
        var (revoked, id) = await bench.KeyAsync();
        await bench.App.Services.GetRequiredService<KeyAdmin>().RevokeAsync("default", id, CancellationToken.None);
        var (expired, _) = await bench.KeyAsync(order => order with { Lifetime = TimeSpan.FromMilliseconds(1) });
        var (live, _) = await bench.KeyAsync();
        while (!live[9..17].Any(char.IsAsciiLetterLower))
        {
            // Its id in capitals would be the same id.
            (live, _) = await bench.KeyAsync();
        }

        string[] bad = ["", "garbage", live[..^1] + (live[^1] == '0' ? '1' : '0'), "byn_live_" + live[9..17].ToUpperInvariant() + live[17..], revoked, expired, bench.App.Key + "x"];
        var bodies = new List<string>();
        foreach (var key in bad)
        {
            var answer = await RawHttp.SendAsync(bench.App.Address, RawHttp.Post(door.Path(door.OwnModel), key, "Content-Length: 2\r\n") + "{}");
            RawHttp.Status(answer).ShouldBe(401, answer);
            bodies.Add(RequestId().Replace(answer[answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)..], "ID"));
        }

        bodies.Distinct().Count().ShouldBe(1, string.Join('\n', bodies));
        AttackBench.ShouldBeError(name, bodies[0]);
    }

    [Theory]
    [Trait("Attack", "9")]
    [MemberData(nameof(Doors))]
    public async Task What_a_key_was_not_granted_is_403_before_anything_is_spent(string name)
    {
        var door = AttackDoor.Of(name);
        var (otherModel, _) = await bench.KeyAsync(order => order with { Models = ["elsewhere/*"] });
        var (otherOperation, _) = await bench.KeyAsync(order => order with { Operations = ["models:read"] });
        var before = bench.Wall.Requests.Count(request => request.Path[1] == (door.Target ?? name[0]));
        foreach (var key in new[] { otherModel, otherOperation })
        {
            var (status, text, _) = await bench.PostAsync(door.Path(door.OwnModel), door.Body(door.OwnModel), key);
            status.ShouldBe(403, text);
            AttackBench.ShouldBeError(name, text);
        }

        bench.Wall.Requests.Count(request => request.Path[1] == (door.Target ?? name[0])).ShouldBe(before);
    }

    [Theory]
    [Trait("Attack", "11")]
    [MemberData(nameof(Doors))]
    public async Task A_key_bound_to_other_networks_is_403_whatever_headers_say_of_the_address(string name)
    {
        var door = AttackDoor.Of(name);
        var (bound, _) = await bench.KeyAsync(order => order with { Networks = ["10.0.0.0/8", "2001:db8::/32"] });
        var (here, _) = await bench.KeyAsync(order => order with { Networks = ["127.0.0.0/8"] });
        var before = bench.Wall.Requests.Count(request => request.Path[1] == (door.Target ?? name[0]));
        (string, string)[][] told = [[], [("X-Forwarded-For", "10.1.2.3")], [("X-Real-IP", "10.1.2.3")], [("Forwarded", "for=10.1.2.3")], [("True-Client-IP", "2001:db8::1"), ("X-Client-IP", "10.0.0.1")]];
        foreach (var headers in told)
        {
            var (refused, body, _) = await bench.PostAsync(door.Path(door.OwnModel), new StringContent(door.Body(door.OwnModel), Encoding.UTF8, "application/json"), bound, headers);
            refused.ShouldBe(403, body);
            AttackBench.ShouldBeError(name, body);
        }

        bench.Wall.Requests.Count(request => request.Path[1] == (door.Target ?? name[0])).ShouldBe(before);
        var (status, text, _) = await bench.PostAsync(door.Path(door.OwnModel), door.Body(door.OwnModel), here);
        status.ShouldBe(200, text);
    }

    [Theory]
    [Trait("Attack", "10")]
    [MemberData(nameof(Letters))]
    public async Task A_key_revoked_during_a_stream_cuts_it_within_two_seconds_with_an_explicit_error(char letter)
    {
        var talk = WireTalk.Of(letter);
        var (key, id) = await bench.KeyAsync();
        bench.Script = request => Begun(WireTalk.Of(request.Path[1]));
        var (path, body) = talk.Ask($"p{letter}/up", streams: true, "Hello");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body) };
        request.Headers.Add("Authorization", $"Bearer {key}");
        using var response = await bench.App.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        ((int)response.StatusCode).ShouldBe(200);
        var asked = TimeProvider.System.GetTimestamp();
        await bench.App.Services.GetRequiredService<KeyAdmin>().RevokeAsync("default", id, CancellationToken.None);
        var text = await response.Content.ReadAsStringAsync();
        TimeProvider.System.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        text.ShouldContain("partial");
        text.ShouldContain("revoked", Case.Insensitive, text);
        TestKit.Grammar.StreamGrammar.Check(letter, System.Text.Encoding.UTF8.GetBytes(text), failed: true).ShouldBeEmpty(text);
        bench.Script = null;
    }

    [Fact]
    [Trait("Attack", "10")]
    public async Task A_stream_of_a_key_that_may_do_less_now_is_cut_and_says_so_and_one_that_may_do_more_goes_on()
    {
        var talk = WireTalk.Of('C');
        var (key, id) = await bench.KeyAsync(order => order with { Role = Role.Developer });
        var (other, otherId) = await bench.KeyAsync(order => order with { Role = Role.Developer });
        bench.Script = request => Begun(WireTalk.Of(request.Path[1]));
        using var stream = await StreamAsync(talk, key);
        using var widened = await StreamAsync(talk, other);
        var admin = Graph.GraphClient.Of(bench.App);
        await admin.DataAsync("mutation($id: ID!) { setApiKeyRole(id: $id, role: ADMIN) { role } }", new { id = otherId });
        await admin.DataAsync("mutation($id: ID!) { setApiKeyRole(id: $id, role: VIEWER) { role } }", new { id });

        var text = await stream.Content.ReadAsStringAsync();

        text.ShouldContain("partial");
        text.ShouldContain("narrowed");
        TestKit.Grammar.StreamGrammar.Check('C', System.Text.Encoding.UTF8.GetBytes(text), failed: true).ShouldBeEmpty(text);
        await bench.App.Services.GetRequiredService<KeyAdmin>().RevokeAsync("default", otherId, CancellationToken.None);
        (await widened.Content.ReadAsStringAsync()).ShouldNotContain("narrowed");
        bench.Script = null;
    }

    private async Task<HttpResponseMessage> StreamAsync(WireTalk talk, string key)
    {
        var (path, body) = talk.Ask($"p{talk.Letter}/up", streams: true, "Hello");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body) };
        request.Headers.Add("Authorization", $"Bearer {key}");
        var response = await bench.App.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        ((int)response.StatusCode).ShouldBe(200);
        return response;
    }

    internal static WallScript Begun(WireTalk talk)
    {
        var script = WallScript.Stream(talk.StreamType);
        foreach (var happened in talk.Stream(["partial", "never"], 3, 2).Take(talk.Preamble + 1))
        {
            script.Chunk(happened);
        }

        return script.Silence();
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RequestId();
}
