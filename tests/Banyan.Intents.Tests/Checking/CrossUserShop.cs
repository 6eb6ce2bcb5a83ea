using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Intents.Checking.Guards;
using Banyan.Intents.Spine;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Checking;

/// <summary>The retail shop behind guard rails: real records, a backend that checks nothing, an executor that says yes to every question.</summary>
internal sealed class CrossUserShop : IOwnedReads
{
    private const string OrderParams = """{"type":"object","required":["order_id"],"properties":{"order_id":{"type":"string","x-banyan-entity":"order"}}}""";
    private const string UserParams = """{"type":"object","required":["user_id"],"properties":{"user_id":{"type":"string","x-banyan-bind":"caller.id|any"}}}""";
    private const string MoveParams = """{"type":"object","required":["order_id","address1"],"properties":{"order_id":{"type":"string","x-banyan-entity":"order"},"address1":{"type":"string"}}}""";
    private const string OwnMoveParams = """{"type":"object","required":["user_id","address1"],"properties":{"user_id":{"type":"string","x-banyan-bind":"caller.id"},"address1":{"type":"string"}}}""";
    private const string OrderResult = """{"type":"object","properties":{"order_id":{"type":"string"},"user_id":{"type":"string"},"status":{"type":"string"},"address":{"type":"object","properties":{"address1":{"type":"string"}}},"items":{"type":"array","items":{"type":"object"}}}}""";
    private const string UserResult = """{"type":"object","properties":{"user_id":{"type":"string"},"email":{"type":"string","x-banyan-sensitivity":"pii"},"orders":{"type":"array","items":{"type":"string"}}}}""";
    private const string ListResult = """{"type":"object","properties":{"orders":{"type":"array","items":{"type":"object","properties":{"order_id":{"type":"string"},"user_id":{"type":"string"}}}}}}""";

    private static readonly OwnerRule Own = new("order_id", null, "$.user_id", "caller.id");
    private static readonly OwnerRule Via = new("order_id", "orders.get", "$.user_id", "caller.id");

    private readonly FakeClock _clock = new();
    private readonly GuardRails _rails;
    private string _planted = "";

    public CrossUserShop(Dictionary<string, JsonElement> users, Dictionary<string, JsonElement> orders)
    {
        (Users, Orders) = (users, orders);
        _rails = new GuardRails(new OwnerGuard(this, new ForeignIds(_clock)), new StepWindows(_clock, new GuardBench()), new GuardBench(), new OpenSwitches(), _clock);
    }

    public static IntentCatalogue Catalogue { get; } = Shop.Of(
        Shop.Intent("orders.get", Effect.Read, OrderParams, OrderResult, "shop") with { Owner = Own },
        Shop.Intent("orders.cancel", Effect.Destructive, OrderParams, OrderResult, "shop") with { Owner = Via },
        Shop.Intent("orders.move", Effect.Write, MoveParams, OrderResult, "shop") with { Owner = Via },
        Shop.Intent("orders.list", Effect.Read, UserParams, ListResult, "shop"),
        Shop.Intent("users.get", Effect.Read, UserParams, UserResult, "shop"),
        Shop.Intent("users.move", Effect.Write, OwnMoveParams, UserResult, "shop"));

    public Dictionary<string, JsonElement> Users { get; }

    public Dictionary<string, JsonElement> Orders { get; }

    /// <summary>Writes that reached the backend: whose record they changed.</summary>
    public List<string> Changed { get; } = [];

    public int Calls { get; private set; }

    public static (Dictionary<string, JsonElement> Users, Dictionary<string, JsonElement> Orders) Load()
    {
        var users = Read("users.json");
        foreach (var (id, user) in users)
        {
            user["user_id"] = id;
        }

        return (Elements(users), Elements(Read("orders.json")));
    }

    public static Subject Person(string id) => Shop.Person(id, "x@example.com", "shop");

    /// <summary>Runs a plan the way an executor does, minus the network. Every question is answered yes.</summary>
    /// <param name="who">The caller.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="words">The message.</param>
    /// <param name="planted">Another person, whose orders the backend slips into the caller's list.</param>
    /// <returns>What left the executor, and the problems met.</returns>
    public async Task<(List<string> Passed, List<Problem> Problems)> RunAsync(Subject who, Plan plan, string words, string planted)
    {
        _planted = planted;
        var (passed, problems) = (new List<string>(), new List<Problem>());
        var scope = Shop.Scope(who, plan, words) with { Catalogue = Catalogue };
        foreach (var step in plan.Steps)
        {
            var bound = _rails.Bind(step, scope);
            if (bound.Arguments is not { } arguments)
            {
                problems.Add(bound.Problem ?? new Problem("asked", bound.Ask!.Question));
                passed.Add(problems[^1].Detail);
                continue;
            }

            var result = await _rails.CheckAsync(step, arguments, scope, CancellationToken.None);
            if (result.Confirm is { } need)
            {
                passed.Add(need.Text);
                result = await _rails.CheckAsync(step, arguments, scope with { Confirmed = new[] { need.Hash }.ToFrozenSet() }, CancellationToken.None);
            }

            if ((result.Problem ?? Deliver(step, arguments, ref scope, passed)) is { } problem)
            {
                problems.Add(problem);
                passed.Add(problem.Detail);
            }
        }

        return (passed, problems);
    }

    public ValueTask<OwnedRead> ReadAsync(string intent, JsonElement arguments, RunScope scope, CancellationToken cancellationToken)
    {
        Calls++;
        return ValueTask.FromResult(Orders.TryGetValue(arguments.GetProperty("order_id").GetString()!, out var order) ? new OwnedRead(order, false, null) : new OwnedRead(null, true, null));
    }

    private Problem? Deliver(PlanStep step, BoundArguments arguments, ref RunScope scope, List<string> passed)
    {
        var intent = Catalogue.Intents[step.Intent];
        if (Answer(intent, arguments.Value) is not { } answer)
        {
            return new Problem(ProblemWords.DeniedOwner, Banyan.Intents.Checking.GuardWords.NotYours);
        }

        var output = _rails.CheckOutput(intent, arguments, answer, scope);
        if (output.Value is not { } value)
        {
            return output.Problem;
        }

        passed.Add(value.GetRawText());
        var ended = new Dictionary<string, StepOutcome>(scope.Ended, StringComparer.Ordinal) { [step.Id] = Shop.Ended(step.Id, step.Intent, value, output.IsOwned) };
        scope = scope with { Ended = ended };
        return null;
    }

    // A backend without rights of its own: it gives and changes whatever it is asked for.
    private JsonElement? Answer(Intent intent, JsonElement arguments)
    {
        Calls++;
        var order = arguments.TryGetProperty("order_id", out var orderId) && Orders.TryGetValue(orderId.GetString()!, out var found) ? found : default(JsonElement?);
        var user = arguments.TryGetProperty("user_id", out var userId) && Users.TryGetValue(userId.GetString()!, out var person) ? person : default(JsonElement?);
        if (intent.Effect != Effect.Read && (order ?? user) is { } changed)
        {
            Changed.Add(changed.GetProperty("user_id").GetString()!);
        }

        return intent.Key != "orders.list" || user is not { } whose ? order ?? user
            : JsonSerializer.SerializeToElement(new { orders = Orders.Values.Where(one => one.GetProperty("user_id").GetString() == whose.GetProperty("user_id").GetString() || one.GetProperty("user_id").GetString() == _planted) });
    }

    private static Dictionary<string, JsonObject> Read(string file)
    {
        using var stream = File.OpenRead(TestFiles.Find("intents", "retail", file));
        return JsonNode.Parse(stream)!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.DeepClone().AsObject(), StringComparer.Ordinal);
    }

    private static Dictionary<string, JsonElement> Elements(Dictionary<string, JsonObject> records) =>
        records.ToDictionary(pair => pair.Key, pair => JsonSerializer.SerializeToElement(pair.Value), StringComparer.Ordinal);
}
