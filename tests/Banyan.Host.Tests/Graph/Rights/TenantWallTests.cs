using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Tests.Graph.Rights;

/// <summary>Ids of one tenant in the hands of another's administrator, in every place of every field that takes an id.</summary>
public sealed class TenantWallTests(RightsBench bench) : IClassFixture<RightsBench>
{
    [Fact]
    [Trait("Attack", "8")]
    public async Task Another_tenants_id_is_nothing_in_any_field_that_takes_one()
    {
        var stranger = new GraphClient(bench.App.Http, await bench.KeyAsync(new KeyOrder { Tenant = "other", Service = "matrix", Role = Role.Admin, Lifetime = TimeSpan.FromDays(1) }));
        var (before, wrong, asked) = (await bench.StateAsync(), new List<string>(), 0);
        var keys = (await bench.Admin.DataAsync("{ apiKeys { id name } }")).GetProperty("apiKeys").EnumerateArray().Select(key => key.GetProperty("id").GetString()!).ToList();
        string[] ids = [.. OwnThings().Select(thing => (string)thing.Value["id"]!), "matrix/one", keys[0], keys[^1]];
        foreach (var (root, field) in new[] { "Query", "Mutation" }.SelectMany(root => bench.Shape.FieldsOf(root).Select(field => (root, field))).Where(one => TakesAnId(one.root, one.field) && !NamesItsOwn(one.field)))
        {
            foreach (var id in ids)
            {
                var (query, variables) = bench.Shape.Least(root, field, id);
                var answer = await stranger.AskAsync(query, variables);
                asked++;
                if (!IsNothing(answer))
                {
                    wrong.Add($"{root}.{field}({id}): {answer.Data.GetRawText()} {string.Join(' ', answer.Codes)}");
                }
            }
        }

        wrong.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(200);
        (await bench.StateAsync()).ShouldBe(before);
    }

    [Fact]
    [Trait("Attack", "8")]
    public async Task Another_tenants_entities_are_found_by_no_key()
    {
        var stranger = new GraphClient(bench.App.Http, await bench.KeyAsync(new KeyOrder { Tenant = "other", Service = "matrix", Role = Role.Admin, Lifetime = TimeSpan.FromDays(1) }));
        foreach (var (type, thing) in OwnThings().Append(new("Service", new(StringComparer.Ordinal) { ["__typename"] = "Service", ["id"] = "admin" })))
        {
            var answer = await stranger.DataAsync("query($one: [_Any!]!) { _entities(representations: $one) { __typename } }", new { one = new[] { thing } });
            answer.GetProperty("_entities")[0].ValueKind.ShouldBe(JsonValueKind.Null, type);
        }
    }

    private IEnumerable<KeyValuePair<string, Dictionary<string, object?>>> OwnThings() => bench.Things.Where(thing => thing.Key is "Prompt" or "PromptVersion" or "Experiment" or "Conversation" or "UsageBudget");

    private bool TakesAnId(string root, string field) => JsonSerializer.Serialize(bench.Shape.Least(root, field, "the-id").Variables).Contains("the-id", StringComparison.Ordinal);

    // What is given here is the name of something new, of a service of one's own, of whose usage of one's own tenant is read, or of what shall be stopped within it.
    private static bool NamesItsOwn(string field) => field is "createApiKey" or "createPrompt" or "setKillSwitch" or "serviceUsage" or "suggestBudget" or "saveService" or "saveUser" or "saveProvider" or "removeProvider";

    private static bool IsNothing(GraphAnswer answer) =>
        answer.Errors.Count > 0
            ? answer.Codes.All(code => code is "NOT_FOUND" or "BAD_USER_INPUT" or "CONFLICT")
            : answer.Data.EnumerateObject().All(field => field.Value.ValueKind is JsonValueKind.Null or JsonValueKind.False || IsNone(field.Value) || IsEmpty(field.Value.ValueKind == JsonValueKind.Object && field.Value.TryGetProperty("nodes", out var nodes) ? nodes : field.Value));

    private static bool IsNone(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.GetInt64() == 0;

    private static bool IsEmpty(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;
}
