using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Gateway.Spine;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;
using YamlDotNet.Serialization;

namespace Banyan.Intents.Tests.Planning.Lexical;

/// <summary>The sample shop's intents, read from its own documents: the planner must do with what the services say of themselves.</summary>
internal static class ShopIntents
{
    // What the overlay makes of the monolith's own schemas.
    private const string ComplaintParams = """
        {"type":"object","required":["orderId","text"],"properties":{"customerEmail":{"type":"string","x-banyan-bind":"caller.email"},
         "orderId":{"type":"string","description":"The order it is about.","pattern":"^\\d{4}$","x-banyan-entity":"order"},"text":{"type":"string","description":"What the complaint should say.","minLength":3,"maxLength":1000}}}
        """;

    private const string ComplaintResult = """{"type":"object","required":["complaintId","orderId","status"],"properties":{"complaintId":{"type":"string"},"orderId":{"type":"string"},"status":{"type":"string","enum":["open"]}}}""";

    public static IReadOnlyList<Intent> All { get; } = [.. Read().OrderBy(intent => intent.Key, StringComparer.Ordinal)];

    public static IntentCatalogue Catalogue { get; } = new("sha256:shop", All.ToFrozenDictionary(intent => intent.Key, StringComparer.Ordinal));

    public static Subject Ada { get; } = Person("cust-01", "ada@shop.example");

    public static Subject Mia { get; } = Person("staff-01", "mia@shop.example") with { Scopes = ["users:read", "orders:read", "users:read:any", "orders:read:any"] };

    public static PlanRequest Request(string text, Subject? subject = null, ConversationView? conversation = null) => new()
    {
        Text = text,
        Subject = subject ?? Ada,
        Catalogue = Catalogue,
        Visible = Catalogue.VisibleTo(subject ?? Ada),
        Conversation = conversation ?? ConversationView.Empty,
        Budget = new RunBudget(0, 0, 0),
    };

    private static Subject Person(string id, string email) => new()
    {
        Tenant = "default",
        Id = id,
        Email = email,
        Scopes = ["users:read", "users:write", "orders:read", "orders:write", "shipping:read", "shipping:write", "loyalty:read", "complaints:write"],
        Caller = new Caller { Tenant = "default", Service = "test", KeyId = "k", Grants = Grants.All },
    };

    private static IEnumerable<Intent> Read()
    {
        var folder = Path.Combine(Root(), "samples", "Shop");
        foreach (var service in new[] { "Users", "Orders", "Shipping", "Loyalty" })
        {
            var document = Document(Path.Combine(folder, service, "openapi.yaml"));
            foreach (var operation in document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(pair => pair.Value as JsonObject).Where(operation => operation?["x-banyan-intent"] is not null))
            {
                var intent = operation!["x-banyan-intent"]!.AsObject();
                intent["params"] = Params(operation, document);
                intent["result"] = Resolved(operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]!, document);
                yield return Make(intent);
            }
        }

        var overlay = Document(Path.Combine(folder, "legacy.overlay.yaml"));
        var complaint = overlay["actions"]!.AsArray().Select(action => action!["update"]?["x-banyan-intent"] as JsonObject).Single(intent => intent?["key"]?.ToString() == "complaints.create")!;
        complaint["params"] = JsonNode.Parse(ComplaintParams);
        complaint["result"] = JsonNode.Parse(ComplaintResult);
        yield return Make(complaint);
    }

    private static JsonNode Document(string path)
    {
        var yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(File.ReadAllText(path));
        return JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(yaml))!;
    }

    private static JsonObject Params(JsonObject operation, JsonNode document)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var parameter in (operation["parameters"] as JsonArray ?? []).Select(one => Resolved(one!, document)).Where(one => one["in"]!.ToString() != "header"))
        {
            var schema = parameter["schema"]!.DeepClone();
            schema["description"] = parameter["description"]?.DeepClone();
            properties[parameter["name"]!.ToString()] = schema;
            if (parameter["required"]?.GetValue<bool>() ?? false)
            {
                required.Add(parameter["name"]!.ToString());
            }
        }

        if (operation["requestBody"] is { } body)
        {
            var schema = Resolved(body["content"]!["application/json"]!["schema"]!, document);
            foreach (var (name, property) in schema["properties"]!.AsObject())
            {
                properties[name] = property!.DeepClone();
            }

            foreach (var name in schema["required"] as JsonArray ?? [])
            {
                required.Add(name!.ToString());
            }
        }

        return new JsonObject { ["type"] = "object", ["required"] = required, ["properties"] = properties };
    }

    private static JsonNode Resolved(JsonNode node, JsonNode document)
    {
        switch (node)
        {
            case JsonObject one when one["$ref"] is { } reference:
                var at = document;
                foreach (var part in reference.ToString().TrimStart('#', '/').Split('/'))
                {
                    at = at[part]!;
                }

                return Resolved(at, document);
            case JsonObject one:
                return new JsonObject(one.Select(pair => KeyValuePair.Create(pair.Key, pair.Value is null ? null : Resolved(pair.Value, document))));
            case JsonArray list:
                return new JsonArray([.. list.Select(item => item is null ? null : Resolved(item, document))]);
            default:
                return node.DeepClone();
        }
    }

    private static Intent Make(JsonObject intent) => new()
    {
        Key = intent["key"]!.ToString(),
        Title = intent["title"]!.ToString(),
        Description = intent["description"]!.ToString(),
        Examples = [.. intent["examples"]!.AsArray().Select(one => one!.ToString())],
        NotFor = [.. (intent["notFor"] as JsonArray ?? []).Select(one => one!.ToString())],
        Params = SchemaReader.Read(Element(intent["params"]!)),
        Result = SchemaReader.Read(Element(intent["result"]!)),
        Effect = Enum.Parse<Effect>(intent["effect"]!.ToString(), ignoreCase: true),
        Entity = intent["entity"]?.ToString(),
        Confirm = intent["confirm"]?.ToString() ?? "auto",
        Hash = intent["key"]!.ToString(),
    };

    private static JsonElement Element(JsonNode node) => JsonElement.Parse(node.ToJsonString());

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Banyan.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository is not above the tests.");
        }

        return folder.FullName;
    }
}
