using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Intents;
using Banyan.Intents.Discovery;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph;

/// <summary>Talking with the Shop and deciding its migration, over GraphQL.</summary>
public sealed class IntentFieldTests(IntentBench bench) : IClassFixture<IntentBench>
{
    private GraphClient Admin => new(bench.Http, bench.Admin);

    [Fact]
    public async Task A_stage_decided_here_is_in_force_at_once_and_stands_on_the_board()
    {
        const string set = "mutation($stage: MigrationStage!, $percent: Float) { setIntentStage(key: \"orders.get\", stage: $stage, canaryPercent: $percent, reason: \"a test\") { stage canaryPercent backends { backend { name generation } compatible } } }";
        var moved = (await Admin.DataAsync(set, new { stage = "CANARY", percent = 25 })).GetProperty("setIntentStage");

        moved.GetProperty("stage").GetString().ShouldBe("CANARY");
        moved.GetProperty("backends").EnumerateArray().Select(side => side.GetProperty("backend").GetProperty("generation").GetString()).ShouldBe(["LEGACY", "MODERN"]);
        (await Admin.DataAsync("{ intents(stage: CANARY) { key } }")).GetRawText().ShouldContain("orders.get");
        (await Admin.DataAsync("{ migrationBoard(period: TODAY) { key stage } }")).GetRawText().ShouldContain("\"stage\":\"canary:25\"");
        await Admin.DataAsync(set, new { stage = "MODERN" });
        (await Admin.AskAsync("mutation { setIntentStage(key: \"orders.get\", stage: CANARY, reason: \"no share\") { key } }")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await Admin.AskAsync("{ migrationBoard(period: LAST_MONTH) { key } }")).Codes.ShouldBe(["BAD_USER_INPUT"]);
    }

    [Fact]
    public async Task A_message_becomes_a_run_and_a_yes_by_code_ends_it()
    {
        var ada = await AsAsync("ada@shop.example", "mutation($input: ChatInput!) { sendMessage(input: $input) { id status confirmation steps { intent status } } }", new { input = new { text = "cancel order 1002", clientMessageId = "g1" } });
        var run = ada.GetProperty("sendMessage");
        run.GetProperty("status").GetString().ShouldBe("AWAITING_CONFIRMATION");
        var (id, code) = (run.GetProperty("id").GetString(), run.GetProperty("confirmation").GetProperty("id").GetString());

        var done = (await AsAsync("ada@shop.example", "mutation($id: ID!, $code: String!) { confirmRun(runId: $id, confirmationToken: $code) { status answer planner plannerReason catalogueVersion endedAt clarify steps { intent status backend request response error } } }", new { id, code })).GetProperty("confirmRun");

        done.GetProperty("status").GetString().ShouldBe("SUCCEEDED");
        done.GetProperty("answer").GetString().ShouldNotBeNullOrEmpty();
        (done.GetProperty("planner").GetString(), done.GetProperty("plannerReason").GetString()).ShouldBe(("lexical", "No model is configured."));
        done.GetProperty("catalogueVersion").GetString().ShouldStartWith("sha256:");
        done.GetProperty("endedAt").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
        done.GetProperty("clarify").ValueKind.ShouldBe(JsonValueKind.Null);
        var step = done.GetProperty("steps").EnumerateArray().First(one => one.GetProperty("status").GetString() == "succeeded");
        step.GetProperty("request").GetRawText().ShouldContain("1002");
        step.GetProperty("response").ValueKind.ShouldBe(JsonValueKind.Object);
        step.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
        (await AsAsync("ada@shop.example", "{ runs(first: 5) { nodes { id } } }", null)).GetRawText().ShouldContain(id!);
        (await AsAsync("ada@shop.example", "{ runs(status: SUCCEEDED) { nodes { id } } }", null)).GetRawText().ShouldContain(id!);
        (await AsAsync("ada@shop.example", "{ runs(status: EXPIRED) { nodes { id } } }", null)).GetRawText().ShouldNotContain(id!);
    }

    [Fact]
    public async Task Backends_tell_their_circuit_and_are_asked_again_by_name()
    {
        var all = (await Admin.DataAsync("{ backends { name circuit } }")).GetProperty("backends").EnumerateArray().ToList();
        all.ShouldAllBe(one => one.GetProperty("circuit").GetString() == "CLOSED");
        var name = all[0].GetProperty("name").GetString();

        (await Admin.DataAsync("mutation($names: [String!]) { discoverBackends(names: $names) { name } }", new { names = new[] { name } })).GetProperty("discoverBackends").EnumerateArray()
            .ShouldHaveSingleItem().GetProperty("name").GetString().ShouldBe(name);
    }

    [Fact]
    public async Task Another_persons_run_is_none()
    {
        var mine = (await AsAsync("ada@shop.example", "mutation($input: ChatInput!) { sendMessage(input: $input) { id } }", new { input = new { text = "what about my orders?", clientMessageId = "g2" } })).GetProperty("sendMessage").GetProperty("id").GetString();

        (await AsAsync("bob@shop.example", "query($id: ID!) { run(id: $id) { id } runs { nodes { id } } }", new { id = mine })).GetRawText().ShouldNotContain(mine!);
    }

    [Fact]
    public async Task The_catalogue_in_force_is_kept_and_compared_with_those_before()
    {
        const string query = "{ catalogue { version isCurrent createdAt intents } catalogueVersions(most: 100) { version isCurrent } }";
        await Patience.UntilAsync(async () => (await Admin.DataAsync(query)).GetProperty("catalogue").ValueKind == JsonValueKind.Object);
        await bench.Services.GetRequiredService<ICatalogueStore>().PutVersionAsync("default", new StoredCatalogue("sha256:empty", "[]", DateTimeOffset.UnixEpoch), default);
        var data = await Admin.DataAsync(query);
        var current = data.GetProperty("catalogue");
        current.GetProperty("isCurrent").GetBoolean().ShouldBeTrue();
        current.GetProperty("intents").EnumerateArray().Select(intent => intent.GetProperty("key").GetString()).ShouldContain("orders.cancel");
        var listed = data.GetProperty("catalogueVersions").EnumerateArray().Select(one => one.GetProperty("version").GetString()).ToList();
        listed.ShouldContain(current.GetProperty("version").GetString());
        listed[^1].ShouldBe("sha256:empty");

        const string compare = "query($version: ID, $since: ID!) { catalogue(version: $version) { isCurrent changes(since: $since) { key kind members } } }";
        var since = (await Admin.DataAsync(compare, new { since = "sha256:empty" })).GetProperty("catalogue").GetProperty("changes");
        (since.GetArrayLength(), since[0].GetProperty("kind").GetString()).ShouldBe((current.GetProperty("intents").GetArrayLength(), "added"));
        (await Admin.DataAsync(compare, new { version = "sha256:empty", since = "sha256:empty" })).GetProperty("catalogue").GetProperty("changes").GetArrayLength().ShouldBe(0);
        (await Admin.AskAsync(compare, new { since = "sha256:none" })).Codes.ShouldBe(["NOT_FOUND"]);
        (await Admin.AskAsync("{ catalogueVersions(most: 101) { version } }")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await Admin.DataAsync("{ catalogue(version: \"sha256:none\") { version } }")).GetProperty("catalogue").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task An_outcome_is_decided_of_runs_there_are_and_only_where_it_is_unknown()
    {
        const string resolve = "mutation($run: ID!) { resolveOutcome(runId: $run, stepId: \"s1\", happened: true, reason: \"looked\") { id } }";
        var known = (await AsAsync("cleo@shop.example", "mutation($input: ChatInput!) { sendMessage(input: $input) { id } }", new { input = new { text = "what about my orders?", clientMessageId = "g3" } })).GetProperty("sendMessage").GetProperty("id").GetString();

        (await Admin.AskAsync(resolve, new { run = "none" })).Codes.ShouldBe(["NOT_FOUND"]);
        (await Admin.AskAsync(resolve, new { run = known })).Codes.ShouldBe(["CONFLICT"]);
    }

    [Fact]
    public async Task A_row_that_changes_its_stage_is_told_with_the_tenants_own_figures()
    {
        const string watch = "subscription { migrationChanged { key stage messages } }", set = "mutation($stage: MigrationStage!) { setIntentStage(key: \"users.get\", stage: $stage, reason: \"a test\") { stage } }";
        await AsAsync("ada@shop.example", "mutation($input: ChatInput!) { sendMessage(input: $input) { id } }", new { input = new { text = "what is my address?", clientMessageId = "g5" } });
        var made = await bench.Services.GetRequiredService<KeyAdmin>().CreateAsync(new KeyOrder { Tenant = "other", Service = "tests", Role = Role.Admin, Lifetime = TimeSpan.FromDays(1) }, CancellationToken.None);
        using var own = await SseReader.OpenAsync(Admin, watch, "migrationChanged");
        using var foreign = await SseReader.OpenAsync(new GraphClient(bench.Http, made.Key), watch, "migrationChanged");

        var (first, other) = (RowAsync(own), RowAsync(foreign));
        while (!first.IsCompleted || !other.IsCompleted)
        {
            await Admin.DataAsync(set, new { stage = "LEGACY" });
            await Task.WhenAny(Task.WhenAll(first, other), TickAsync());
            await Admin.DataAsync(set, new { stage = "MODERN" });
            await Task.WhenAny(Task.WhenAll(first, other), TickAsync());
        }

        (await first).GetProperty("stage").GetString().ShouldBeOneOf("legacy", "modern");
        (await other).GetProperty("messages").GetInt64().ShouldBe(0, "what people of another tenant asked for is theirs");
    }

    [Fact]
    public async Task What_was_asked_for_in_vain_is_grouped_by_its_words()
    {
        foreach (var (i, text) in new[] { "Write me a poem", "Write me a poem" }.Index())
        {
            await AsAsync("ada@shop.example", "mutation($input: ChatInput!) { sendMessage(input: $input) { id } }", new { input = new { text, clientMessageId = $"g6-{i}" } });
        }

        var groups = (await Admin.DataAsync("{ unmetRequests(period: TODAY) { words messages users } }")).GetProperty("unmetRequests").EnumerateArray().ToList();
        var poems = groups.Single(group => group.GetProperty("words").GetRawText().Contains("poem", StringComparison.Ordinal));
        (poems.GetProperty("messages").GetInt64(), poems.GetProperty("users").GetInt64()).ShouldBe((2, 1));
        (await Admin.AskAsync("{ unmetRequests(period: LAST_MONTH) { words } }")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await new GraphClient(bench.Http, (await bench.KeyAsync("catalog:read")).Key).AskAsync("{ unmetRequests(period: TODAY) { words } }")).Codes.ShouldBe(["FORBIDDEN"]);
    }

    private static async Task TickAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        await timer.WaitForNextTickAsync();
    }

    /// <summary>The next row of the intent; others of the shared Shop change too.</summary>
    private static async Task<JsonElement> RowAsync(SseReader rows)
    {
        while (true)
        {
            if (await rows.NextAsync() is var row && row.GetProperty("key").GetString() == "users.get")
            {
                return row;
            }
        }
    }

    private async Task<JsonElement> AsAsync(string person, string query, object? variables)
    {
        using var body = new StringContent(JsonSerializer.Serialize(new { query, variables }), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var reply = await Admin.SendAsync(HttpMethod.Post, "/graphql", body, "application/graphql-response+json", ("x-banyan-user", person));
        var answer = GraphAnswer.Of(reply.StatusCode, await reply.Content.ReadAsStringAsync());
        answer.Errors.ShouldBeEmpty();
        return answer.Data;
    }
}
