using System.Text.Json.Nodes;

namespace Banyan.Host.Tests.Intents.Retail;

/// <summary>OpenAPI documents of the two retail sides: clean names on the new one, old names and other types behind a map on the old one.</summary>
internal static class RetailContract
{
    private const string Own = """{"resource":"orderId","path":"$.userId","equals":"caller.id"}""";
    private const string Via = """{"resource":"orderId","via":"orders.get","path":"$.userId","equals":"caller.id"}""";
    private const string Status = """{"type":"string","enum":["pending","processed","delivered","cancelled"]}""";
    private const string Text = """{"type":"string"}""";
    private const string Order = """{"type":"string","x-banyan-entity":"order"}""";
    private const string User = """{"type":"string","x-banyan-bind":"caller.id|any"}""";
    private const string Me = """{"type":"string","x-banyan-bind":"caller.id"}""";
    private const string Address = """{"type":"object","x-banyan-sensitivity":"pii","properties":{"address1":{"type":"string"},"city":{"type":"string"}}}""";

    private static readonly string Record =
        Fill("""{"type":"object","required":["orderId","userId","status","total"],"properties":{"orderId":@Text,"userId":@Text,"status":@Status,"total":{"type":"number"},"items":{"type":"array","items":@Text},"generatedAt":{"type":"integer"}}}""");

    private static readonly string Done = Fill("""{"type":"object","required":["noted"],"properties":{"noted":{"type":"boolean"}}}""");

    private static readonly string Product = Fill("""{"type":"object","required":["sku","price"],"properties":{"sku":@Text,"price":{"type":"number"}}}""");

    /// <summary>The new side's.</summary>
    /// <param name="timeoutMs">Time for each call.</param>
    public static string Modern(int timeoutMs)
    {
        var list = Fill("""{"type":"object","properties":{"orders":{"type":"array","items":{"type":"object","properties":{"orderId":@Text,"userId":@Text}}}}}""");
        var profile = Fill("""{"type":"object","properties":{"userId":@Text,"email":{"type":"string","x-banyan-sensitivity":"pii"},"address":@Address}}""");
        return Document(
            timeoutMs,
            Operation("get", "/orders/{orderId}", "GetOrder", [Path("orderId", Order)], null, Record, Fill("""{"key":"orders.get","title":"Look up an order","effect":"read","owner":@Own}""")),
            Operation("get", "/orders", "ListOrders", [Query("userId", User)], null, list, """{"key":"orders.list","title":"List the orders","effect":"read"}"""),
            Operation("post", "/orders/{orderId}/cancel", "CancelOrder", [Path("orderId", Order)], null, Done, Fill("""{"key":"orders.cancel","title":"Cancel an order","effect":"destructive","owner":@Via}""")),
            Operation("post", "/orders/{orderId}/move", "MoveOrder", [Path("orderId", Order)], Body(("address1", Text)), Done, Fill("""{"key":"orders.move","title":"Send an order elsewhere","effect":"write","owner":@Via}""")),
            Operation("post", "/orders/{orderId}/note", "NoteOrder", [Path("orderId", Order)], Body(("text", Text)), Done, Fill("""{"key":"orders.note","title":"Write a remark on an order","effect":"write","confirm":"never","idempotency":"key","owner":@Via}""")),
            Operation("get", "/users/{userId}", "GetUser", [Path("userId", User)], null, profile, """{"key":"users.get","title":"Look up the account","effect":"read"}"""),
            Operation("post", "/users/{userId}/move", "MoveUser", [Path("userId", Me)], Body(("address1", Text)), Done, """{"key":"users.move","title":"Change the address","effect":"write"}"""),
            Operation("get", "/products/{sku}", "GetProduct", [Path("sku", Text)], null, Product, """{"key":"products.get","title":"Look up a product","effect":"read","public":true}"""));
    }

    /// <summary>The old side's: three of the intents, in its own words.</summary>
    /// <param name="timeoutMs">Time for each call.</param>
    public static string Legacy(int timeoutMs)
    {
        var old = Fill("""{"type":"object","properties":{"data":{"type":"object","properties":{"order_no":@Text,"cust":@Text,"stat":{"type":"string"},"total_cents":{"type":"integer"},"lines":{"type":"array","items":@Text},"stamp":{"type":"integer"}}}}}""");
        var noted = """{"type":"object","properties":{"data":{"type":"object","properties":{"done":{"type":"boolean"}}}}}""";
        var priced = """{"type":"object","properties":{"data":{"type":"object","properties":{"art":{"type":"string"},"cents":{"type":"integer"}}}}}""";
        return Document(
            timeoutMs,
            Operation("get", "/order_info", "order_info", [Query("order_no", Order)], null, old, Fill("""
                {"key":"orders.get","title":"Look up an order","effect":"read","owner":@Own,"map":{"rename":{"orderId":"order_no","userId":"cust","status":"stat","items":"lines","generatedAt":"stamp"},
                "enum":{"status":{"pending":"O","processed":"P","delivered":"D","cancelled":"X"}},"scale":{"total":{"from":"total_cents","by":0.01}},"unwrap":"$.data"}}
                """)),
            Operation("post", "/order_note", "order_note", [], Body(("order_no", Order), ("remark", Text)), noted, Fill("""
                {"key":"orders.note","title":"Write a remark on an order","effect":"write","confirm":"never","owner":@Via,"map":{"rename":{"orderId":"order_no","text":"remark","noted":"done"},"unwrap":"$.data"}}
                """)),
            Operation("get", "/art", "art", [Query("art", Text)], null, priced, """
                {"key":"products.get","title":"Look up a product","effect":"read","public":true,"map":{"rename":{"sku":"art"},"scale":{"price":{"from":"cents","by":0.01}},"unwrap":"$.data"}}
                """));
    }

    /// <summary>Puts schemas in the place of their names: braces of JSON and of interpolation would be hard to tell apart.</summary>
    private static string Fill(string json) => json
        .Replace("@Own", Own, StringComparison.Ordinal).Replace("@Via", Via, StringComparison.Ordinal).Replace("@Status", Status, StringComparison.Ordinal).Replace("@Order", Order, StringComparison.Ordinal)
        .Replace("@User", User, StringComparison.Ordinal).Replace("@Me", Me, StringComparison.Ordinal).Replace("@Address", Address, StringComparison.Ordinal).Replace("@Text", Text, StringComparison.Ordinal);

    private static string Document(int timeoutMs, params (string Path, string Method, JsonObject Operation)[] operations)
    {
        var paths = new JsonObject();
        foreach (var (path, method, operation) in operations)
        {
            var intent = operation["x-banyan-intent"]!.AsObject();
            intent["version"] = "1.0.0";
            intent["timeoutMs"] = timeoutMs;
            intent["scopes"] = new JsonArray("retail");
            intent["examples"] = new JsonArray(intent["title"]!.DeepClone());
            var at = paths[path] as JsonObject ?? [];
            at[method] = operation;
            paths[path] = at;
        }

        return new JsonObject { ["openapi"] = "3.1.1", ["info"] = new JsonObject { ["title"] = "Retail", ["version"] = "1.0.0" }, ["paths"] = paths }.ToJsonString();
    }

    private static (string Path, string Method, JsonObject Operation) Operation(string method, string path, string id, JsonObject[] parameters, JsonObject? body, string result, string intent)
    {
        var operation = new JsonObject
        {
            ["operationId"] = id,
            ["parameters"] = new JsonArray([.. parameters]),
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "Done.", ["content"] = Content(JsonNode.Parse(result)!) } },
            ["x-banyan-intent"] = JsonNode.Parse(intent),
        };
        if (body is not null)
        {
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(body) };
        }

        return (path, method, operation);
    }

    private static JsonObject Content(JsonNode schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Body(params (string Name, string Schema)[] members) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. members.Select(member => (JsonNode)member.Name)]),
        ["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, JsonNode.Parse(member.Schema)))),
    };

    private static JsonObject Path(string name, string schema) => Parameter(name, "path", schema);

    private static JsonObject Query(string name, string schema) => Parameter(name, "query", schema);

    private static JsonObject Parameter(string name, string place, string schema) => new() { ["name"] = name, ["in"] = place, ["required"] = true, ["schema"] = JsonNode.Parse(schema) };
}
