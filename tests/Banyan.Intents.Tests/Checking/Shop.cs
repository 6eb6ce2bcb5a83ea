using System.Collections.Frozen;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Tests.Checking;

/// <summary>A small catalogue and two customers, for checks.</summary>
internal static class Shop
{
    public const string Owned = """{"type":"object","properties":{"orderId":{"type":"string"},"status":{"type":"string","enum":["pending","shipped","delivered","cancelled"]},"total":{"type":"number"},"count":{"type":"integer"},"customerEmail":{"type":"string"},"note":{"type":"string"},"items":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"price":{"type":"number"}}}}}}""";

    private const string OrderId = """{"type":"object","required":["orderId"],"properties":{"orderId":{"type":"string","pattern":"^\\d{4}$","x-banyan-entity":"order"}}}""";

    public static Subject Ada { get; } = Person("c1", "ada@shop.example", "users:read", "orders:read", "orders:write");

    public static Subject Bob { get; } = Person("c2", "bob@shop.example", "users:read", "orders:read", "orders:write");

    public static Subject Mia { get; } = Person("m1", "mia@shop.example", "users:read", "users:read:any", "orders:read", "orders:read:any");

    public static Intent OrdersGet { get; } = Intent("orders.get", Effect.Read, OrderId, Owned, "orders:read") with { Entity = "order", Owner = new OwnerRule("orderId", null, "$.customerEmail", "caller.email") };

    public static Intent OrdersList { get; } = Intent(
        "orders.list",
        Effect.Read,
        """{"type":"object","required":["customerId"],"properties":{"customerId":{"type":"string","x-banyan-bind":"caller.id|any"},"status":{"type":"string","enum":["pending","shipped"]}}}""",
        """{"type":"object","properties":{"orders":{"type":"array","items":{"type":"object","properties":{"orderId":{"type":"string"},"customerId":{"type":"string"},"total":{"type":"number"},"status":{"type":"string"}}}},"cursor":{"type":"string","x-banyan-sensitivity":"secret"}}}""",
        "orders:read");

    public static Intent OrdersCancel { get; } = Intent(
        "orders.cancel",
        Effect.Destructive,
        """{"type":"object","required":["orderId"],"properties":{"orderId":{"type":"string","pattern":"^\\d{4}$","x-banyan-entity":"order"},"reason":{"type":"string","enum":["no longer needed","ordered by mistake"],"default":"no longer needed"}}}""",
        """{"type":"object","properties":{"status":{"type":"string"},"refund":{"type":"number"}}}""",
        "orders:write") with
    { Title = "Cancel an order", Entity = "order", Owner = new OwnerRule("orderId", "orders.get", "$.customerEmail", "caller.email") };

    public static Intent Complain { get; } = Intent(
        "complaints.create",
        Effect.Write,
        """{"type":"object","required":["orderId","text"],"properties":{"customerId":{"type":"string","x-banyan-bind":"caller.id"},"orderId":{"type":"string","x-banyan-entity":"order"},"text":{"type":"string","minLength":3},"copies":{"type":"integer","minimum":1,"maximum":5},"due":{"type":"string","format":"date"},"budget":{"type":"number"}}}""",
        """{"type":"object","properties":{"complaintId":{"type":"string"}}}""",
        "orders:write") with
    { Title = "Raise a complaint", Confirm = "never", Owner = new OwnerRule("orderId", "orders.get", "$.customerEmail", "caller.email") };

    public static Intent UsersGet { get; } = Intent(
        "users.get",
        Effect.Read,
        """{"type":"object","required":["email"],"properties":{"email":{"type":"string","format":"email","x-banyan-bind":"caller.email|any"}}}""",
        """{"type":"object","properties":{"name":{"type":"string"},"email":{"type":"string"},"phone":{"type":"string","x-banyan-sensitivity":"pii"},"street":{"type":"string","x-banyan-sensitivity":"pii"},"pin":{"type":"string","x-banyan-sensitivity":"secret"}}}""",
        "users:read");

    public static Intent SendMoney { get; } = Intent(
        "wallet.send",
        Effect.Write,
        """{"type":"object","required":["recipientEmail","amount"],"properties":{"customerId":{"type":"string","x-banyan-bind":"caller.id"},"recipientEmail":{"type":"string","format":"email"},"amount":{"type":"number"},"memo":{"type":"string"}}}""",
        """{"type":"object","properties":{"id":{"type":"string"}}}""",
        "orders:write") with
    { Title = "Send money" };

    public static Intent Products { get; } = Intent(
        "products.search",
        Effect.Read,
        """{"type":"object","required":["query"],"properties":{"query":{"type":"string"},"inStock":{"type":"boolean"}}}""",
        """{"type":"object","properties":{"products":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"contact":{"type":"string"},"price":{"type":"number"}}}}}}""") with
    { IsPublic = true };

    public static IntentCatalogue Catalogue { get; } = Of(OrdersGet, OrdersList, OrdersCancel, Complain, UsersGet, SendMoney, Products);

    public static IntentCatalogue Of(params Intent[] intents) => new("sha256:test", intents.ToFrozenDictionary(intent => intent.Key, StringComparer.Ordinal));

    public static Intent Intent(string key, Effect effect, string parameters, string result, params string[] scopes) => new()
    {
        Key = key,
        Title = key,
        Effect = effect,
        Params = SchemaReader.Read(Json(parameters)),
        Result = SchemaReader.Read(Json(result)),
        Scopes = scopes,
        Hash = "hash-" + key,
        Modern = new IntentOperation
        {
            Backend = new Backend { Name = key.Split('.')[0] + "-api", BaseUrl = new Uri("http://127.0.0.1:1"), Generation = Generation.Modern, IsTrusted = true },
            OperationId = key,
            Method = "GET",
            Path = "/",
            Parameters = [],
        },
    };

    public static Subject Person(string id, string email, params string[] scopes) => new()
    {
        Tenant = "default",
        Id = id,
        Email = email,
        Scopes = scopes,
        Caller = new Caller { Tenant = "default", Service = "test", KeyId = "k", Grants = Grants.All },
    };

    public static Plan Plan(params PlanStep[] steps) => new() { Kind = PlanKind.Execute, CatalogueVersion = Catalogue.Version, Planner = "model", Steps = steps };

    public static PlanStep Step(string id, string intent, params (string Name, Argument Value)[] args) =>
        new(id, intent) { Args = args.ToDictionary(arg => arg.Name, arg => arg.Value, StringComparer.Ordinal) };

    public static Argument Lit(object value, string from = "user") => new Argument.Literal(JsonSerializer.SerializeToElement(value), from);

    public static Argument Ref(string path) => new Argument.Reference(path);

    public static RunScope Scope(Subject subject, Plan plan, string words, params StepOutcome[] ended) => new()
    {
        RunId = "run-1",
        ConversationId = "conv-1",
        ClientMessageId = "m1",
        Subject = subject,
        Plan = plan,
        Catalogue = Catalogue,
        UserWords = [words],
        Ended = ended.ToDictionary(outcome => outcome.StepId, StringComparer.Ordinal),
    };

    public static StepOutcome Ended(string id, string intent, object value, bool isOwned = true) => new()
    {
        StepId = id,
        Intent = intent,
        Status = StepStatus.Succeeded,
        Backend = intent.Split('.')[0] + "-api",
        Value = value is string json ? Json(json) : JsonSerializer.SerializeToElement(value),
        IsOwned = isOwned,
    };

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
