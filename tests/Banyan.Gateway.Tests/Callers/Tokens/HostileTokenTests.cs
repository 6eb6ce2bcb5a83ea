using System.Text;
using Banyan.Gateway.Callers.Tokens;
using Banyan.TestKit.Tokens;

namespace Banyan.Gateway.Tests.Callers.Tokens;

/// <summary>Tokens that must be refused, each beside a good one that differs in that alone.</summary>
public sealed class HostileTokenTests : IDisposable
{
    private const string Head = """{"alg":"RS256","kid":"rsa-1"}""";

    private static readonly Dictionary<string, Func<TokenMint, DateTimeOffset, string>> All = Cases();

    private readonly TokenBench _bench = new();

    public static TheoryData<string> Names => [.. All.Keys];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void There_are_enough_of_them() => All.Count.ShouldBeGreaterThanOrEqualTo(60);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_token_is_refused(string name)
    {
        (await _bench.FaultAsync(_bench.Mint.Token(_bench.Now))).ShouldBe(TokenFault.None);
        var (token, fault) = await _bench.RunAsync(All[name](_bench.Mint, _bench.Now));
        token.ShouldBeNull();
        fault.ShouldNotBe(TokenFault.None);
        fault.ShouldNotBe(TokenFault.KeysAway);
    }

    [Theory]
    [InlineData("RS256", "rsa-1")]
    [InlineData("PS256", "rsa-1")]
    [InlineData("ES256", "ec-1")]
    [InlineData("ES384", "ec-2")]
    public async Task A_good_token_of_each_kind_is_taken(string algorithm, string key) =>
        (await _bench.FaultAsync(_bench.Mint.Sign(algorithm, $$"""{"alg":"{{algorithm}}","kid":"{{key}}","typ":"at+jwt"}""", _bench.Mint.Claims(_bench.Now)))).ShouldBe(TokenFault.None);

    [Theory]
    [InlineData("nbf", 60)]
    [InlineData("iat", 60)]
    public async Task Clocks_may_be_a_minute_apart(string claim, int seconds) =>
        (await _bench.FaultAsync(_bench.Mint.Token(_bench.Now, (claim, $"{_bench.Now.ToUnixTimeSeconds() + seconds}")))).ShouldBe(TokenFault.None);

    [Fact]
    public async Task One_audience_of_several_is_enough() =>
        (await _bench.FaultAsync(_bench.Mint.Token(_bench.Now, ("aud", "[\"other\",\"banyan\"]")))).ShouldBe(TokenFault.None);

    private static Dictionary<string, Func<TokenMint, DateTimeOffset, string>> Cases()
    {
        var all = new Dictionary<string, Func<TokenMint, DateTimeOffset, string>>(StringComparer.Ordinal);
        foreach (var text in new[] { "", ".", "..", "...", "a", "a.b", "a.b.c", "a.b.c.d", "e30.e30.", ".e30.e30", "e30..e30", "eyJhbGciOiJub25lIn0.e30.", "\0.\0.\0" })
        {
            all[$"text '{text.Replace("\0", "NUL", StringComparison.Ordinal)}'"] = (_, _) => text;
        }

        Form(all);
        Json(all);
        Headers(all);
        Keys(all);
        Claims(all);
        return all;
    }

    private static void Form(Dictionary<string, Func<TokenMint, DateTimeOffset, string>> all)
    {
        all["space before"] = (mint, now) => " " + mint.Token(now);
        all["line end after"] = (mint, now) => mint.Token(now) + "\n";
        all["space within"] = (mint, now) => mint.Token(now).Insert(10, " ");
        all["tab within"] = (mint, now) => mint.Token(now).Insert(10, "\t");
        all["padding"] = (mint, now) => mint.Token(now) + "==";
        all["padding of the header"] = (mint, now) => mint.Token(now).Replace(".", "=.", StringComparison.Ordinal);
        all["plain base64"] = (mint, now) => mint.Token(now).Replace('-', '+').Replace('_', '/') + "+";
        all["a letter beyond ASCII"] = (mint, now) => mint.Token(now).Insert(5, "\u00e9");
        all["a full-width dot"] = (mint, now) => mint.Token(now).Replace('.', '\uff0e');
        all["one character too many"] = (mint, now) => mint.Token(now) + "A";
        all["bits to spare"] = (mint, now) => mint.Token(now) is var token && token[^1] is var last ? token[..^1] + (char)(last == 'z' ? 'y' : last == 'Z' ? 'Y' : last == '9' ? '8' : last + 1) : "";
        all["four parts"] = (mint, now) => mint.Token(now) + ".e30";
        all["an encrypted token"] = (mint, now) => mint.Token(now) + ".e30.e30";
        all["payload left out"] = (mint, now) => mint.Token(now).Split('.') is var parts ? $"{parts[0]}..{parts[2]}" : "";
        all["8,193 characters"] = (mint, now) => mint.Token(now).PadRight(8_193, 'A');
        all["a megabyte"] = (mint, now) => mint.Token(now).PadRight(1_000_000, 'A');
    }

    private static void Json(Dictionary<string, Func<TokenMint, DateTimeOffset, string>> all)
    {
        foreach (var head in new[] { "{", "[]", "\"RS256\"", "null", "{'alg':'RS256'}", "{\"alg\":\"RS256\",}", "{/**/\"alg\":\"RS256\"}", Head + Head, Head + "x", "{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"rsa-1\"}", "{\"alg\":\"RS256\",\"\\u0061lg\":\"none\",\"kid\":\"rsa-1\"}" })
        {
            all[$"header {head}"] = (mint, now) => mint.Sign("RS256", head, mint.Claims(now));
        }

        all["header with a mark of byte order"] = (mint, now) => mint.Sign("RS256", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Head)], Encoding.UTF8.GetBytes(mint.Claims(now)));
        all["header that is no UTF-8"] = (mint, now) => mint.Sign("RS256", [.. "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8], Encoding.UTF8.GetBytes(mint.Claims(now)));
        all["payload that is no UTF-8"] = (mint, now) => mint.Sign("RS256", Encoding.UTF8.GetBytes(Head), [.. Encoding.UTF8.GetBytes(mint.Claims(now)[..^1]), .. ",\"a\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]);
        all["payload with a claim twice"] = (mint, now) => mint.Sign("RS256", Head, mint.Claims(now)[..^1] + ",\"sub\":\"root\"}");
        all["payload with a claim twice, written otherwise"] = (mint, now) => mint.Sign("RS256", Head, mint.Claims(now)[..^1] + ",\"\\u0073ub\":\"root\"}");
        all["payload with a member twice deep inside"] = (mint, now) => mint.Sign("RS256", Head, mint.Claims(now, ("realm", "{\"a\":1,\"a\":2}")));
        all["payload 20 deep"] = (mint, now) => mint.Sign("RS256", Head, mint.Claims(now, ("deep", new string('[', 20) + new string(']', 20))));
        all["payload a list"] = (mint, now) => mint.Sign("RS256", Head, $"[{mint.Claims(now)}]");
        all["payload with more behind"] = (mint, now) => mint.Sign("RS256", Head, mint.Claims(now) + "{}");
    }

    private static void Headers(Dictionary<string, Func<TokenMint, DateTimeOffset, string>> all)
    {
        foreach (var algorithm in new[] { "none", "None", "NONE", "nOnE", "", "rs256", "RS384", "RS512", "PS384", "ES512", "EdDSA", "ES256K", "HS256", "HS384", "RSA-OAEP", "RS256 ", "dir" })
        {
            all[$"alg '{algorithm}'"] = (mint, now) => mint.Sign("RS256", $$"""{"alg":"{{algorithm}}","kid":"rsa-1"}""", mint.Claims(now));
        }

        foreach (var json in new[] { "null", "256", "[\"RS256\"]", "{}", "true" })
        {
            all[$"alg {json}"] = (mint, now) => mint.Sign("RS256", $$"""{"alg":{{json}},"kid":"rsa-1"}""", mint.Claims(now));
        }

        all["no alg"] = (mint, now) => mint.Sign("RS256", """{"kid":"rsa-1"}""", mint.Claims(now));
        all["none without a signature"] = (mint, now) => mint.Sign("RS256", """{"alg":"none"}""", mint.Claims(now)) is var token ? token[..(token.LastIndexOf('.') + 1)] : "";
        foreach (var how in new[] { "HS-pem", "HS-n", "HS-empty" })
        {
            all[$"HS256 by what is public: {how}"] = (mint, now) => mint.Sign(how, """{"alg":"HS256","kid":"rsa-1"}""", mint.Claims(now));
        }

        foreach (var member in new[] { "\"crit\":[\"exp\"]", "\"crit\":[]", "\"jku\":\"https://evil.example/keys\"", "\"x5u\":\"https://evil.example/cert\"", "\"x5c\":[]", "\"jwk\":{}", "\"b64\":false", "\"zip\":\"DEF\"", "\"enc\":\"A256GCM\"", "\"typ\":\"logout+jwt\"", "\"typ\":\"dpop+jwt\"", "\"typ\":7", "\"typ\":null" })
        {
            all[$"header with {member}"] = (mint, now) => mint.Sign("RS256", Head[..^1] + "," + member + "}", mint.Claims(now));
        }
    }

    private static void Keys(Dictionary<string, Func<TokenMint, DateTimeOffset, string>> all)
    {
        foreach (var name in new[] { "\"../../../dev/null\"", "\"' OR 1=1 --\"", "\"rsa-1\\u0000\"", "\"\"", "null", "1", "{}", "[\"rsa-1\"]", "\"RSA-1\"", "\" rsa-1\"", "\"https://evil.example/key\"", "\"$(id)\"", $"\"{new string('a', 129)}\"" })
        {
            all[$"kid {(name.Length > 60 ? "of 129 characters" : name)}"] = (mint, now) => mint.Sign("RS256", $$"""{"alg":"RS256","kid":{{name}}}""", mint.Claims(now));
        }

        all["no kid where keys of two kinds could be meant"] = (mint, now) => mint.Sign("other", """{"alg":"RS256"}""", mint.Claims(now));
        all["RS256 by the name of a curve's key"] = (mint, now) => mint.Sign("RS256", """{"alg":"RS256","kid":"ec-1"}""", mint.Claims(now));
        all["ES256 by the name of an RSA key"] = (mint, now) => mint.Sign("ES256", """{"alg":"ES256","kid":"rsa-1"}""", mint.Claims(now));
        all["ES256 by the name of another curve's key"] = (mint, now) => mint.Sign("ES256", """{"alg":"ES256","kid":"ec-2"}""", mint.Claims(now));
        all["RS256 signed as PS256"] = (mint, now) => mint.Sign("PS256", Head, mint.Claims(now));
        all["PS256 signed as RS256"] = (mint, now) => mint.Sign("RS256", """{"alg":"PS256","kid":"rsa-1"}""", mint.Claims(now));
        all["RS256 over another hash"] = (mint, now) => mint.Sign("RS512", Head, mint.Claims(now));
        all["another provider's key"] = (mint, now) => mint.Sign("other", Head, mint.Claims(now));
        all["a signature of all zeros"] = (mint, now) => mint.Sign("zero", """{"alg":"ES256","kid":"ec-1"}""", mint.Claims(now));
        all["a signature in DER"] = (mint, now) => mint.Sign("DER", """{"alg":"ES256","kid":"ec-1"}""", mint.Claims(now));
        all["no signature"] = (mint, now) => mint.Token(now) is var token ? token[..(token.LastIndexOf('.') + 1)] : "";
        all["half a signature"] = (mint, now) => mint.Token(now) is var token ? token[..^172] : "";
        all["a longer signature"] = (mint, now) => mint.Token(now) + "AAAA";
        all["the payload of another token"] = (mint, now) => Mixed(mint, now, 1);
        all["the header of another token"] = (mint, now) => Mixed(mint, now, 0);
        all["the signature of another token"] = (mint, now) => Mixed(mint, now, 2);
    }

    private static string Mixed(TokenMint mint, DateTimeOffset now, int part)
    {
        var (mine, other) = (mint.Token(now).Split('.'), mint.Sign("RS256", """{"kid":"rsa-1","alg":"RS256"}""", mint.Claims(now, ("sub", "\"root\""))).Split('.'));
        mine[part] = other[part];
        return string.Join('.', mine);
    }

    private static void Claims(Dictionary<string, Func<TokenMint, DateTimeOffset, string>> all)
    {
        foreach (var (claim, json) in new (string, string?)[]
        {
            ("iss", null), ("iss", "\"https://evil.example\""), ("iss", "\"https://login.example.com/\""), ("iss", "\"HTTPS://login.example.com\""), ("iss", "[\"https://login.example.com\"]"), ("iss", "\"\\ud800\""),
            ("aud", null), ("aud", "\"other\""), ("aud", "\"banyan2\""), ("aud", "\"Banyan\""), ("aud", "\"\""), ("aud", "[]"), ("aud", "[\"other\"]"), ("aud", "[\"banyan\",7]"), ("aud", "{\"banyan\":1}"), ("aud", "null"),
            ("exp", null), ("exp", "null"), ("exp", "\"4102444800\""), ("exp", "0"), ("exp", "-1"), ("exp", "1e999"), ("exp", "4102444800"), ("exp", "999999999999999"), ("exp", "[]"),
            ("nbf", "\"0\""), ("nbf", "null"), ("nbf", "4102444800"), ("iat", "\"0\""), ("iat", "4102444800"), ("iat", "true"),
            ("tenant", null), ("tenant", "7"), ("tenant", "\"\""), ("tenant", "[\"default\"]"), ("tenant", "\"a\\nb\""), ("tenant", "null"),
            ("sub", null), ("sub", "7"), ("sub", "\"\""), ("sub", "\"key:Ab12Cd34\""), ("sub", "\"Key:Ab12Cd34\""), ("sub", "\"a\\u0000b\""), ("sub", $"\"{new string('a', 129)}\""), ("sub", "\"\\udc00\""),
        })
        {
            all[$"{claim} {(json is null ? "missing" : json.Length > 60 ? "of 129 characters" : json)}"] = (mint, now) => mint.Token(now, (claim, json));
        }

        all["ended now"] = (mint, now) => mint.Token(now, ("exp", $"{now.ToUnixTimeSeconds()}"));
        all["ended an hour ago"] = (mint, now) => mint.Token(now.AddHours(-1));
        all["begins in 61 seconds"] = (mint, now) => mint.Token(now, ("nbf", $"{now.ToUnixTimeSeconds() + 61}"));
        all["issued in 61 seconds"] = (mint, now) => mint.Token(now, ("iat", $"{now.ToUnixTimeSeconds() + 61}"));
        all["lasts two hours and a second"] = (mint, now) => mint.Token(now, ("exp", $"{now.ToUnixTimeSeconds() + 7_201}"));
        all["lasts long and does not say since when"] = (mint, now) => mint.Token(now, ("iat", null), ("exp", $"{now.ToUnixTimeSeconds() + 7_201}"));
    }
}
