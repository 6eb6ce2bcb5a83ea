using System.Security.Cryptography;
using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.TestKit;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph.Intents;

/// <summary>Backends that are made, moved and removed while the service runs, beside those of the file.</summary>
public sealed class BackendEditingTests
{
    private const string Save = "mutation($input: BackendInput!) { saveBackend(input: $input) { id generation baseUrl trust state managedBy revision problems } }";
    private const string Remove = "mutation($id: ID!) { removeBackend(id: $id) }";
    private const string List = "{ backends { name managedBy revision } }";
    private const string Document =
        """
        {"openapi":"3.1.1","info":{"title":"Stock","version":"1.0.0"},"paths":{"/stock/{sku}":{"get":{"operationId":"GetStock","parameters":[{"name":"sku","in":"path","required":true,"schema":{"type":"string"}}],
        "responses":{"200":{"description":"It.","content":{"application/json":{"schema":{"type":"object","properties":{"sku":{"type":"string"},"left":{"type":"integer"}}}}}}},
        "x-banyan-intent":{"key":"stock.get","title":"Look up the stock","effect":"read","public":true,"version":"1.0.0","examples":["what is left"]}}}}}
        """;

    private const string File =
        """
        intents:
          backends:
            - { name: shop, baseUrl: "http://127.0.0.1:1", generation: legacy, auth: { kind: service, keyRef: "env:SHOP_KEY" } }
        """;

    [Fact]
    public async Task A_backend_is_asked_at_once_offers_its_intents_and_goes_again()
    {
        await using var wall = ScriptedWall.Start(request => request.Path == "/docs/stock.json" ? WallScript.Json(Document) : WallScript.Json("{}", 404));
        await using var app = await BanyanApp.StartAsync(File, null, ("SHOP_KEY", "shop-secret"));
        var admin = GraphClient.Of(app);
        var at = wall.Address.GetLeftPart(UriPartial.Authority);

        var made = (await admin.DataAsync(Save, new { input = new { name = "stock", generation = "MODERN", baseUrl = at, trust = "full", openapiUrl = $"{at}/docs/stock.json" } })).GetProperty("saveBackend");

        made.GetRawText().ShouldBe($$"""{"id":"stock","generation":"MODERN","baseUrl":"{{at}}","trust":"full","state":"FRESH","managedBy":"database","revision":1,"problems":[]}""");
        (await admin.DataAsync("{ intent(key: \"stock.get\") { backends { backend { name } } } }")).GetRawText().ShouldBe("""{"intent":{"backends":[{"backend":{"name":"stock"}}]}}""");
        (await admin.DataAsync(List)).GetProperty("backends").GetRawText().ShouldBe("""[{"name":"shop","managedBy":"file","revision":0},{"name":"stock","managedBy":"database","revision":1}]""");
        (await app.Services.GetRequiredService<IAuditLog>().PageAsync("default", 9, null, default)).ShouldContain(act => act.Action == "saveBackend" && act.Target == "backend:stock");

        (await admin.DataAsync(Remove, new { id = "stock" })).GetProperty("removeBackend").GetBoolean().ShouldBeTrue();
        await Patience.UntilAsync(async () => (await admin.DataAsync(List)).GetProperty("backends").GetArrayLength() == 1);
        (await admin.DataAsync("{ intent(key: \"stock.get\") { key } }")).GetProperty("intent").ValueKind.ShouldBe(JsonValueKind.Null);
        (await admin.AskAsync(Remove, new { id = "stock" })).Codes.ShouldBe(["NOT_FOUND"]);
        (await admin.AskAsync(Remove, new { id = "shop" })).Codes.ShouldBe(["NOT_FOUND"], "it is the file's");
    }

    [Fact]
    public async Task What_can_be_no_backend_is_refused_whole_with_its_path_and_nothing_is_kept()
    {
        await using var app = await BanyanApp.StartAsync(File, null, ("SHOP_KEY", "shop-secret"));
        var admin = GraphClient.Of(app);

        var bad = await admin.AskAsync(Save, new { input = new { name = "odd", generation = "MODERN", baseUrl = "ftp://odd.example", trust = "blind" } });
        bad.Codes.ShouldBe(["BAD_USER_INPUT"]);
        Paths(bad).ShouldBe(["intents.backends[1].baseUrl", "intents.backends[1].trust"], ignoreOrder: true);
        var metadata = await admin.AskAsync(Save, new { input = new { name = "odd", generation = "MODERN", baseUrl = "http://169.254.169.254" } });
        metadata.Codes.ShouldBe(["BAD_USER_INPUT"]);
        Paths(metadata).ShouldBe(["input.baseUrl"]);
        (await CodesAsync(admin, new { name = "odd", generation = "MODERN", baseUrl = "http://127.0.0.1:1", openapiUrl = "file:/etc/passwd" })).ShouldBe(["BAD_USER_INPUT"]);
        (await CodesAsync(admin, new { name = "odd", generation = "MODERN", baseUrl = "http://127.0.0.1:1", openapiUrl = "http://127.0.0.1:2/openapi" })).ShouldBe(["BAD_USER_INPUT"]);
        (await CodesAsync(admin, new { id = "shop", name = "odd", generation = "MODERN", baseUrl = "http://127.0.0.1:1" })).ShouldBe(["BAD_USER_INPUT"]);
        (await CodesAsync(admin, new { name = "shop", generation = "LEGACY", baseUrl = "http://127.0.0.1:2" })).ShouldBe(["CONFLICT"], "its secret would go to another host");
        (await CodesAsync(admin, new { name = "shop", generation = "LEGACY", baseUrl = "http://127.0.0.1:1", expectedRevision = 4 })).ShouldBe(["CONFLICT"]);

        (await admin.DataAsync(List)).GetProperty("backends").GetRawText().ShouldBe("""[{"name":"shop","managedBy":"file","revision":0}]""");
        (await app.Services.GetRequiredService<IAuditLog>().PageAsync("default", 9, null, default)).ShouldNotContain(act => act.Action == "saveBackend");
    }

    [Fact]
    public async Task What_the_file_locks_or_another_tenant_asks_for_stays_as_it_is()
    {
        await using var app = await BanyanApp.StartAsync("locks: [intents.backends.shop]\n" + File, null, ("SHOP_KEY", "shop-secret"));
        var made = await app.Services.GetRequiredService<KeyAdmin>().CreateAsync(new KeyOrder { Tenant = "other", Service = "tests", Role = Role.Admin, Lifetime = TimeSpan.FromDays(1) }, CancellationToken.None);
        var (admin, stranger, reader) = (GraphClient.Of(app), new GraphClient(app.Http, made.Key), await GraphClient.WithAsync(app, "catalog:read"));

        (await CodesAsync(admin, new { name = "shop", generation = "LEGACY", baseUrl = "http://127.0.0.1:1", trust = "full" })).ShouldBe(["CONFLICT"]);
        (await CodesAsync(stranger, new { name = "mine", generation = "MODERN", baseUrl = "http://127.0.0.1:1" })).ShouldBe(["NOT_FOUND"]);
        (await stranger.AskAsync(Remove, new { id = "shop" })).Codes.ShouldBe(["NOT_FOUND"]);
        (await CodesAsync(reader, new { name = "mine", generation = "MODERN", baseUrl = "http://127.0.0.1:1" })).ShouldBe(["FORBIDDEN"]);
        (await admin.DataAsync(List)).GetProperty("backends").GetRawText().ShouldBe("""[{"name":"shop","managedBy":"file","revision":0}]""");
    }

    [Fact]
    public async Task Another_node_has_it_too_and_tells_the_catalogue_that_came_of_it()
    {
        await using var wall = ScriptedWall.Start(request => request.Path == "/openapi/v1.json" ? WallScript.Json(Document) : WallScript.Json("{}", 404));
        await using var server = await PostgresServer.StartAsync();
        (string, string)[] environment = [("BANYAN_DATABASE", await server.CreateDatabaseAsync()), ("MASTER_KEY", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))];
        await using var one = await BanyanApp.StartAsync("", null, environment);
        await using var two = await BanyanApp.StartAsync("", null, environment);
        var (here, there) = (GraphClient.Of(one), new GraphClient(two.Http, one.Key));
        using var told = await SseReader.OpenAsync(there, "subscription { catalogueChanged { version isCurrent intents } }", "catalogueChanged");

        var first = told.NextAsync();
        while (!first.IsCompleted)
        {
            await here.DataAsync(Save, new { input = new { name = "stock", generation = "MODERN", baseUrl = wall.Address.GetLeftPart(UriPartial.Authority), trust = "full" } });
            await Patience.UntilAsync(async () => await KeysAsync(there) == "stock.get");
            (await there.DataAsync(List)).GetProperty("backends").GetRawText().ShouldBe("""[{"name":"stock","managedBy":"database","revision":1}]""");
            await here.DataAsync(Remove, new { id = "stock" });
            await Patience.UntilAsync(async () => await KeysAsync(there) == "");
        }

        var (next, second) = (await first, await told.NextAsync());
        new[] { next, second }.Select(catalogue => catalogue.GetProperty("intents").GetArrayLength()).ShouldBe([1, 0], ignoreOrder: true);
        next.GetProperty("version").GetString().ShouldNotBe(second.GetProperty("version").GetString());
    }

    private static async Task<string> KeysAsync(GraphClient client) =>
        string.Join(' ', (await client.DataAsync("{ intents { key } }")).GetProperty("intents").EnumerateArray().Select(intent => intent.GetProperty("key").GetString()));

    private static async Task<IEnumerable<string?>> CodesAsync(GraphClient client, object input) => (await client.AskAsync(Save, new { input })).Codes;

    private static IEnumerable<string?> Paths(GraphAnswer answer) => answer.Errors[0].GetProperty("extensions").GetProperty("violations").EnumerateArray().Select(one => one.GetProperty("path").GetString());
}
