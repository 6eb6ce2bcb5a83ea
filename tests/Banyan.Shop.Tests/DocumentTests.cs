using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace Banyan.Shop.Tests;

/// <summary>The documents: readable by others, true of the code, and complete for whoever plans by them.</summary>
public sealed partial class DocumentTests(Shop shop) : IClassFixture<Shop>
{
    private static readonly string[] Fields =
        ["banyan", "service", "generation", "version", "ttlMs", "health", "openapi", "intents"];

    public static TheoryData<string, string> Documents =>
        new() { { "legacy", "/openapi.json" }, { "users", "/openapi/v1.json" }, { "orders", "/openapi/v1.json" }, { "shipping", "/openapi/v1.json" }, { "loyalty", "/openapi/v1.json" } };

    [Theory, MemberData(nameof(Documents))]
    public async Task A_document_is_read_without_a_complaint(string service, string path)
    {
        var text = (await DocumentAsync(service, path)).ToJsonString();
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var read = await OpenApiDocument.LoadAsync(stream, "json", null, Shop.Ending);
        read.Diagnostic!.Errors.ShouldBeEmpty();
        read.Diagnostic.SpecificationVersion.ShouldBe(service == "legacy" ? OpenApiSpecVersion.OpenApi3_0 : OpenApiSpecVersion.OpenApi3_1);
        read.Document!.Paths.Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_manifest_has_every_marked_operation_with_parameters_and_result()
    {
        var manifest = await shop.GetAsync("orders", "/.well-known/banyan-intents");
        manifest.AsObject().Select(member => member.Key).ShouldBe(Fields);
        ((string?)manifest["service"]).ShouldBe("orders-api");
        var intents = manifest["intents"]!.AsArray();
        intents.Select(intent => (string?)intent!["key"]).ShouldBe(["orders.list", "orders.get", "orders.cancel", "orders.return", "products.search"]);

        var cancel = intents[2]!;
        cancel["http"]!.ToJsonString().ShouldBe("""{"method":"POST","path":"/orders/{orderId}/cancel"}""");
        cancel["params"]!["required"]!.ToJsonString().ShouldBe("""["orderId","customerId"]""");
        cancel["params"]!["properties"]!.AsObject().Select(member => member.Key).ShouldBe(["orderId", "customerId", "reason"]);
        ((string?)cancel["params"]!["properties"]!["customerId"]!["x-banyan-bind"]).ShouldBe("caller.id");
        cancel["result"]!["properties"]!["status"]!["x-banyan-words"]!["shipped"]!.ToJsonString().ShouldBe("""["shipped","delivered"]""");
        cancel.ToJsonString().ShouldNotContain("$ref");
        ((string?)cancel["effect"]).ShouldBe("destructive");
    }

    [Fact]
    public async Task A_manifest_that_has_not_changed_is_not_sent_again()
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        var address = new Uri(shop.Running.Addresses["users"], "/.well-known/banyan-intents");
        using var first = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, address), Shop.Ending);
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(again, Shop.Ending);
        ((int)second.StatusCode).ShouldBe(304);
    }

    [Fact]
    public void The_monolith_holds_nothing_of_what_is_built_around_it()
    {
        var files = Directory.GetFiles(Path.Combine(Sources.Folder, "Legacy")).Where(file => !file.EndsWith("packages.lock.json", StringComparison.Ordinal)).ToList();
        files.Count.ShouldBeGreaterThan(8);
        files.ShouldAllBe(file => !File.ReadAllText(file).Contains("banyan", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_target_of_the_overlay_is_there_and_every_operation_is_described()
    {
        var document = JsonNode.Parse(Sources.Text("Legacy/openapi.json"))!;
        foreach (var target in OldWords.Targets())
        {
            Find(document, target).ShouldNotBeNull(target);
        }

        var described = OldWords.Targets().Where(target => target.EndsWith(".get", StringComparison.Ordinal) || target.EndsWith(".post", StringComparison.Ordinal)).ToList();
        described.Count.ShouldBe(document["paths"]!.AsObject().Count);
    }

    [Fact]
    public async Task Every_name_a_map_speaks_of_is_one_of_the_monoliths()
    {
        var names = NamePattern().Matches((await shop.GetAsync("legacy", "/openapi.json")).ToJsonString()).Select(match => match.Value.Trim('"')).ToHashSet();
        foreach (var map in OldWords.Intents().Select(intent => intent["map"]!.AsObject()))
        {
            map["rename"]!.AsObject().Select(pair => (string)pair.Value!).Except(names).ShouldBeEmpty();
            map["join"]?.AsObject().Select(pair => pair.Key).Except(names).ShouldBeEmpty();
            foreach (var kind in new[] { "scale", "date" })
            {
                map[kind]?.AsObject().Select(pair => (string)pair.Value!["from"]!).Except(names).ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public async Task The_twelve_intents_stand_on_the_sides_they_should()
    {
        var old = OldWords.Intents().Select(intent => (string)intent["key"]!).ToList();
        var modern = new List<string>();
        foreach (var service in new[] { "users", "orders", "shipping" })
        {
            modern.AddRange((await shop.GetAsync(service, "/.well-known/banyan-intents"))["intents"]!.AsArray().Select(intent => (string)intent!["key"]!));
        }

        old.Except(modern).Order(StringComparer.Ordinal).ShouldBe(["complaints.create", "loyalty.points"]);
        modern.Except(old).Order(StringComparer.Ordinal).ShouldBe(["shipping.reschedule", "users.close_account"]);
        old.Union(modern).Count().ShouldBe(12);
    }

    [Fact]
    public async Task Every_intent_gives_examples_a_planner_can_learn_from()
    {
        var intents = OldWords.Intents().ToList();
        foreach (var service in new[] { "users", "orders", "shipping" })
        {
            intents.AddRange((await shop.GetAsync(service, "/.well-known/banyan-intents"))["intents"]!.AsArray().Select(intent => intent!.AsObject()));
        }

        foreach (var intent in intents)
        {
            var examples = intent["examples"]!.AsArray().Select(example => (string)example!).ToList();
            examples.Count.ShouldBeInRange(5, 20, (string)intent["key"]!);
            examples.ShouldAllBe(example => example.Length <= 120);
            ((string)intent["title"]!).Length.ShouldBeLessThanOrEqualTo(80);
            ((string)intent["description"]!).Length.ShouldBeLessThanOrEqualTo(400);
        }

        var all = intents.SelectMany(intent => intent["examples"]!.AsArray().Select(example => (string)example!)).ToList();
        all.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(all.Count);
    }

    [Fact]
    public async Task What_is_personal_is_marked_on_both_sides()
    {
        var users = (await shop.GetAsync("users", "/.well-known/banyan-intents"))["intents"]![0]!["result"]!["properties"]!;
        foreach (var field in new[] { "phone", "street", "city", "zip" })
        {
            ((string?)users[field]!["x-banyan-sensitivity"]).ShouldBe("pii");
        }

        OldWords.Targets().ShouldContain("$.components.schemas.customer.properties.tel");
    }

    private async Task<JsonNode> DocumentAsync(string service, string path)
    {
        if (!shop.Running.Addresses.ContainsKey(service))
        {
            await shop.Running.StartAsync(service);
        }

        return await shop.GetAsync(service, path);
    }

    private static JsonNode? Find(JsonNode? at, string target)
    {
        foreach (Match part in PathPart().Matches(target[1..]))
        {
            at = part.Groups["wanted"] is { Success: true } wanted
                ? at?.AsArray().SingleOrDefault(one => (string?)one!["name"] == wanted.Value)
                : at?[part.Groups["name"].Value];
        }

        return at;
    }

    [GeneratedRegex(@"\.(?<name>\w+)|\['(?<name>[^']+)'\]|\[\?@\.name=='(?<wanted>\w+)'\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PathPart();

    [GeneratedRegex("\"\\w+\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();
}
