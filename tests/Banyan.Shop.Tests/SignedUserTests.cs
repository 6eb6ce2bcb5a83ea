using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Banyan.TestKit;
using Banyan.TestKit.Wall;
using Shop.Launcher;

namespace Banyan.Shop.Tests;

/// <summary>A Shop that checks for whom it is asked: signed by Banyan, for itself, for a minute.</summary>
public sealed class SignedUserTests : IAsyncLifetime
{
    private const string Ada = "\"sub\":\"cust-01\",\"email\":\"ada@shop.example\"", Mia = "\"sub\":\"staff-01\"";

    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256), _other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler());
    private ScriptedWall _banyan = null!;
    private RunningShop _shop = null!;

    private Uri Orders => _shop.Addresses["orders"];

    public async ValueTask InitializeAsync()
    {
        _banyan = ScriptedWall.Start(request => request.Path == "/.well-known/jwks.json" ? WallScript.Json(KeySet()) : WallScript.Json("{}", 404));
        _shop = new RunningShop(new ShopPlaces { Folder = _folder.Path, HasUsualPorts = false, Clock = _clock, Banyan = _banyan.Address });
        await _shop.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _banyan.DisposeAsync();
        _client.Dispose();
        _key.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_person_reads_their_own_and_nothing_of_another()
    {
        (await AskAsync("/orders?customerId=cust-01", Token(Ada))).ShouldBe(200);
        (await AskAsync("/orders/1002", Token(Ada))).ShouldBe(200);
        (await AskAsync("/orders?customerId=cust-02", Token(Ada))).ShouldBe(404);
        (await AskAsync("/orders/1004", Token(Ada))).ShouldBe(404, "an order of Bob's reads like none");
        (await AskAsync("/orders/9999", Token(Ada))).ShouldBe(404);
        (await AskAsync("/orders/1004/cancel", Token(Ada), HttpMethod.Post)).ShouldBe(404);
        (await AskAsync("/orders/1004", Token(Mia, "orders:read orders:read:any"))).ShouldBe(200, "staff hold the right to everybody's");
        (await AskAsync("/orders/1004", Token(Mia, "orders:read"))).ShouldBe(404);
    }

    [Fact]
    public async Task A_token_that_is_forged_over_or_meant_for_another_is_refused()
    {
        var good = Token(Ada);
        (await AskAsync("/orders/1002", good)).ShouldBe(200);
        foreach (var (what, token) in new (string, string?)[]
        {
            ("none", null),
            ("junk", "a.b.c"),
            ("forged", Token(Ada, signer: _other)),
            ("another's payload", $"{good.Split('.')[0]}.{Token(Mia).Split('.')[1]}.{good.Split('.')[2]}"),
            ("unsigned", Base64Url.EncodeToString("{\"alg\":\"none\"}"u8) + $".{good.Split('.')[1]}."),
            ("over", Token(Ada, end: 0)),
            ("for the users service", Token(Ada, audience: _shop.Addresses["users"])),
            ("for a host like it", Token(Ada, audience: new Uri("http://127.0.0.1.example/"))),
            ("another issuer's", Token(Ada, issuer: "other")),
            ("for nobody", Token("\"email\":\"ada@shop.example\"")),
        })
        {
            (await AskAsync("/orders/1002", token)).ShouldBe(401, what);
        }

        (await AskAsync("/health", null)).ShouldBe(200);
    }

    private async Task<int> AskAsync(string path, string? token, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(Orders, path));
        if (method is not null)
        {
            request.Content = new StringContent("{\"customerId\":\"cust-02\"}", Encoding.UTF8, "application/json");
        }

        if (token is not null)
        {
            request.Headers.Add("x-banyan-user-token", token);
        }

        using var answer = await _client.SendAsync(request, Shop.Ending);
        return (int)answer.StatusCode;
    }

    private string Token(string who, string scope = "orders:read orders:write", ECDsa? signer = null, int end = 60, Uri? audience = null, string issuer = "banyan")
    {
        var (now, meant) = (_clock.GetUtcNow().ToUnixTimeSeconds(), (audience ?? Orders).GetLeftPart(UriPartial.Authority));
        var claims = $$"""{"iss":"{{issuer}}",{{who}},"tenant":"default","scope":"{{scope}}","aud":"{{meant}}","iat":{{now}},"exp":{{now + end}},"jti":"1"}""";
        var signed = Base64Url.EncodeToString("""{"alg":"ES256","typ":"JWT","kid":"k"}"""u8) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims));
        return $"{signed}.{Base64Url.EncodeToString((signer ?? _key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private string KeySet()
    {
        var point = _key.ExportParameters(false).Q;
        return $$"""{"keys":[{"kty":"EC","crv":"P-256","kid":"k","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}]}""";
    }
}
