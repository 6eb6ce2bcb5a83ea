using System.Net;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;

namespace Banyan.Host.Tests.Graph.Rights;

/// <summary>Every field by every role, as the checked-in page says: a new field that nobody decided about fails.</summary>
public sealed class RightsMatrixTests(RightsBench bench) : IClassFixture<RightsBench>
{
    private const string Query = "Queries", Mutation = "Changes", Subscription = "Subscriptions", Entity = "Found by key in a federated graph", Inner = "Fields of objects that ask for a right";

    // What every key may ask: who it is, the tools it was granted itself, and entities, whose types ask for themselves.
    private static readonly string[] Open = ["Query._entities", "Query.availableTools", "Query.me", "Query.tool", "_Entity.Tool"];

    // Without one, nobody would see an object of theirs.
    private static readonly string[] NotMade = ["Completion", "Intent", "IntentRun"];

    private static readonly string Page = Path.Combine(Root(), "docs", "graphql", "rights.md");

    public static TheoryData<Role> Roles => new(RightsPage.Roles);

    [Fact]
    public async Task The_checked_in_page_is_what_the_schema_and_the_roles_say()
    {
        var text = RightsPage.Text(bench.Schema);
#pragma warning disable RS0030 // A switch of the test run.
        if (Environment.GetEnvironmentVariable("BANYAN_REGENERATE") == "1")
        {
            await File.WriteAllTextAsync(Page, text, CancellationToken.None);
        }
#pragma warning restore RS0030

        (await File.ReadAllTextAsync(Page, CancellationToken.None)).ShouldBe(text, "docs/graphql/rights.md is not what runs; run with BANYAN_REGENERATE=1 and read who may do what now.");
    }

    [Fact]
    public void A_root_field_that_asks_for_no_right_is_named_here() =>
        bench.Schema.Rights.Where(right => right is { Scopes.Count: 0, Type: "Query" or "Mutation" or "Subscription" or "_Entity" }).Select(right => $"{right.Type}.{right.Field}")
            .ShouldBe(Open, ignoreOrder: false, "a field declares its right where it stands, or this list says why every key may use it");

    [Theory]
    [MemberData(nameof(Roles))]
    [Trait("Attack", "12")]
    public async Task A_role_reads_what_the_page_says_and_nothing_else(Role role) => await CallAsync(role, "Query", Query);

    [Theory]
    [MemberData(nameof(Roles))]
    [Trait("Attack", "7")]
    public async Task A_role_changes_what_the_page_says_and_a_refusal_leaves_no_trace(Role role) => await CallAsync(role, "Mutation", Mutation);

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task A_role_watches_what_the_page_says(Role role) => await CallAsync(role, "Subscription", Subscription);

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task A_role_finds_by_key_what_the_page_says(Role role)
    {
        var (page, wrong) = (await File.ReadAllTextAsync(Page, CancellationToken.None), new List<string>());
        foreach (var right in bench.Schema.Rights.Where(right => right.Type == "_Entity"))
        {
            var thing = bench.Things[right.Field];
            var answer = await bench.Of(role).AskAsync("query($one: [_Any!]!) { _entities(representations: $one) { __typename } }", new { one = new[] { thing } });
            var isFound = answer.Errors.Count == 0 && answer.Data.GetProperty("_entities")[0].ValueKind == JsonValueKind.Object;
            var mayBe = RightsPage.Read(page, Entity, right.Field)![role];
            if (isFound != (mayBe && !NotMade.Contains(right.Field)))
            {
                wrong.Add($"{right.Field}: {(mayBe ? "should be found" : "should be hidden")}, gave {string.Join(' ', answer.Codes)}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task A_role_sees_of_an_object_what_the_page_says(Role role)
    {
        var (page, wrong) = (await File.ReadAllTextAsync(Page, CancellationToken.None), new List<string>());
        foreach (var right in bench.Schema.Rights.Where(RightsPage.IsInner))
        {
            // The least guarded way to it, so that the field's own right is what decides.
            var roots = bench.Schema.Rights.Where(one => one.Type == "Query" && one.Field[0] != '_').OrderBy(one => one.Scopes.Count).ThenBy(one => one.Field, StringComparer.Ordinal).Select(one => one.Field);
            if (bench.Shape.PathTo(right.Type, right.Field, roots) is not { } path)
            {
                continue;
            }

            var steps = path.Select(step => bench.Schema.Rights.Single(one => one.Type == step.Type && one.Field == step.Field));
            var may = steps.All(step => RightsPage.Allows(role, step));
            var answer = await bench.Of(role).AskAsync(bench.Shape.Along(path));
            if (answer.Codes.Contains("FORBIDDEN") == may)
            {
                wrong.Add($"{right.Type}.{right.Field} by {string.Join('.', path.Select(step => step.Field))}: {(may ? "should be given" : "should be forbidden")}, gave {string.Join(' ', answer.Codes)}");
            }

            RightsPage.Read(page, Inner, $"{right.Type}.{right.Field}")![role].ShouldBe(RightsPage.Allows(role, right));
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_key_no_field_of_any_root_is_answered()
    {
        var nobody = new GraphClient(bench.App.Http, key: null);
        foreach (var (root, field) in new[] { "Query", "Mutation", "Subscription" }.SelectMany(root => bench.Shape.FieldsOf(root).Select(field => (root, field))))
        {
            var (query, variables) = bench.Shape.Least(root, field);
            var answer = await nobody.AskAsync(query, variables);
            (answer.Status, string.Join(' ', answer.Codes), answer.Data.ValueKind).ShouldBe((HttpStatusCode.Unauthorized, "UNAUTHENTICATED", JsonValueKind.Undefined), $"{root}.{field}");
        }
    }

    private async Task CallAsync(Role role, string root, string title)
    {
        var (page, wrong, before) = (await File.ReadAllTextAsync(Page, CancellationToken.None), new List<string>(), await bench.StateAsync());
        foreach (var isAllowed in new[] { false, true })
        {
            foreach (var field in bench.Shape.FieldsOf(root))
            {
                var decided = RightsPage.Read(page, title, field).ShouldNotBeNull($"{root}.{field} stands on no page");
                if (decided[role] != isAllowed)
                {
                    continue;
                }

                var (query, variables) = bench.Shape.Least(root, field);
                var (codes, hasData) = await AnswerAsync(bench.Of(role), root, query, variables, isAllowed);
                if (field == "setKillSwitch" && hasData)
                {
                    await LetGoAsync();
                }

                if (isAllowed ? codes.Contains("FORBIDDEN") : hasData || !codes.SequenceEqual(["FORBIDDEN"]))
                {
                    wrong.Add($"{root}.{field}: {(isAllowed ? "should be allowed" : "should be forbidden")}, gave {string.Join(' ', codes)}{(hasData ? " with data" : "")}");
                }
            }

            if (!isAllowed)
            {
                (await bench.StateAsync()).ShouldBe(before, $"something a {role} may not do was done");
            }
        }

        wrong.ShouldBeEmpty();
    }

    /// <summary>Takes back what was stopped: whoever is stopped is refused in the same words as who may not.</summary>
    private async Task LetGoAsync()
    {
        var admin = bench.Of(Role.Admin);
        foreach (var one in (await admin.AskAsync("{ killSwitches { id } }")).Data.GetProperty("killSwitches").EnumerateArray())
        {
            (await admin.AskAsync("mutation($id: ID!) { clearKillSwitch(id: $id) }", new { id = one.GetProperty("id").GetString() })).Errors.ShouldBeEmpty();
        }
    }

    private static async Task<(List<string?> Codes, bool HasData)> AnswerAsync(GraphClient client, string root, string query, Dictionary<string, object?> variables, bool isAllowed)
    {
        var answer = root == "Subscription" ? await FirstAsync(client, query, variables, isAllowed) : await client.AskAsync(query, variables);
        var hasData = answer.Data.ValueKind == JsonValueKind.Object && answer.Data.EnumerateObject().Any(field => field.Value.ValueKind != JsonValueKind.Null);
        return ([.. answer.Codes], hasData);
    }

    /// <summary>The first thing a subscription says. One that is let in may have nothing to tell, and is not listened to for long; a refusal is waited for.</summary>
    private static async Task<GraphAnswer> FirstAsync(GraphClient client, string query, Dictionary<string, object?> variables, bool maySayNothing)
    {
        using var reply = await client.SendAsync(JsonSerializer.Serialize(new { query, variables }), "text/event-stream");
        if (reply.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            return GraphAnswer.Of(reply.StatusCode, await reply.Content.ReadAsStringAsync());
        }

        using var reader = new StreamReader(await reply.Content.ReadAsStreamAsync());
        using var patience = new CancellationTokenSource(maySayNothing ? TimeSpan.FromSeconds(2) : Patience.Long);
        try
        {
            while (await reader.ReadLineAsync(patience.Token) is { } line)
            {
                if (line.StartsWith("data: {", StringComparison.Ordinal))
                {
                    return GraphAnswer.Of(reply.StatusCode, line[6..]);
                }
            }
        }
        catch (OperationCanceledException) when (maySayNothing)
        {
            // It listens.
        }

        return new GraphAnswer(reply.StatusCode, default, []);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Banyan.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
