using System.Collections.Concurrent;
using System.Text.Json;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Metrics;
using Banyan.Host.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph;

/// <summary>A prompt engineer's day over GraphQL.</summary>
public sealed class PromptFieldTests
{
    private const string Add = "mutation($input: PromptVersionInput!) { createPromptVersion(input: $input) { id version status contentHash } }";
    private const string Publish = "mutation($version: ID!, $expected: Int) { publishPromptVersion(promptId: \"team/greet\", versionId: $version, expectedActiveVersion: $expected, reason: \"a test\") { version status } }";

    [Fact]
    public async Task A_prompt_is_drafted_previewed_published_by_two_at_once_and_rolled_back()
    {
        await using var app = await BanyanApp.StartAsync();
        var engineer = await GraphClient.WithAsync(app, "prompts:read", "prompts:write", "prompts:publish");
        await engineer.DataAsync("""mutation { createPrompt(input: { name: "team/greet", category: "mail" }) { id revision } }""");
        var (first, second) = (await DraftAsync(engineer, "Hello {{name}}"), await DraftAsync(engineer, "Good day {{name}}"));

        (await engineer.DataAsync("""{ renderPrompt(promptId: "team/greet:2", variables: { name: "Ada" }) { messages version { version } } }""")).GetRawText().ShouldContain("Good day Ada");
        (await engineer.AskAsync(Publish, new { version = "team/greet:7" })).Codes.ShouldBe(["NOT_FOUND"]);
        (await engineer.DataAsync(Publish, new { version = "team/greet:1" })).GetRawText().ShouldContain("ACTIVE");
        first.ShouldNotBe(second);
        var both = await Task.WhenAll(engineer.AskAsync(Publish, new { version = second, expected = 1 }), engineer.AskAsync(Publish, new { version = second, expected = 7 }));
        both.SelectMany(answer => answer.Codes).ShouldBe(["CONFLICT"]);
        var versions = (await engineer.DataAsync("""{ prompt(id: "team/greet") { activeVersion { version } versions { version status } labels { label version { version } } } promptDiff(promptId: "team/greet", from: 1, to: 2) { template } }""")).GetRawText();
        versions.ShouldContain("\"activeVersion\":{\"version\":2}");
        versions.ShouldContain("{\"version\":1,\"status\":\"DEPRECATED\"}");
        versions.ShouldContain("Good day");

        (await engineer.DataAsync("""mutation { rollbackPrompt(promptId: "team/greet", toVersion: 1, reason: "too stiff") { version status } }""")).GetRawText().ShouldContain("\"version\":1,\"status\":\"ACTIVE\"");
    }

    [Fact]
    public async Task A_wrong_variable_is_named_with_its_path_and_an_undeclared_one_is_refused_at_save()
    {
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);
        await admin.DataAsync("""mutation { createPrompt(input: { name: "team/greet", category: "mail" }) { id } }""");
        await DraftAsync(admin, "Hello {{name}}");

        var wrong = await admin.AskAsync("""{ renderPrompt(promptId: "team/greet:1", variables: { name: 7 }) { messages } }""");
        var undeclared = await admin.AskAsync(Add, new { input = new { promptId = "team/greet", template = "Hello {{name}} {{other}}", variables = Variables } });

        wrong.Codes.ShouldBe(["BAD_USER_INPUT"]);
        wrong.Errors[0].GetProperty("extensions").GetProperty("http").GetInt32().ShouldBe(422);
        wrong.Errors[0].GetRawText().ShouldContain("name");
        undeclared.Codes.ShouldBe(["BAD_USER_INPUT"]);
        undeclared.Errors[0].GetRawText().ShouldContain("other");
    }

    [Fact]
    public async Task Two_versions_are_tried_against_each_other_and_the_better_promoted()
    {
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);
        await admin.DataAsync("""mutation { createPrompt(input: { name: "team/greet", category: "mail" }) { id } }""");
        var (first, second) = (await DraftAsync(admin, "Hello {{name}}"), await DraftAsync(admin, "Good day {{name}}"));
        await admin.DataAsync(Publish, new { version = first });
        var input = new { promptId = "team/greet", name = "tone", unit = "USER", variants = new[] { new { name = "old", versionId = first, weight = 0.8, control = true }, new { name = "new", versionId = second, weight = 0.2, control = false } } };
        var id = (await admin.DataAsync("mutation($input: ExperimentInput!) { createExperiment(input: $input) { id status variants { name weight control } } }", new { input })).GetProperty("createExperiment").GetProperty("id").GetString();

        await admin.DataAsync("mutation($id: ID!) { startExperiment(id: $id) { status } }", new { id });
        (await admin.DataAsync("""{ experiments(promptId: "team/greet", status: RUNNING) { name sampleRatioMismatch results { variant metric units minimumReached } } }""")).GetRawText().ShouldContain("\"sampleRatioMismatch\":false");
        var stopped = (await admin.DataAsync("""mutation($id: ID!) { stopExperiment(id: $id, promote: "new", reason: "warmer") { status winner prompt { activeVersion { version } } } }""", new { id })).GetProperty("stopExperiment");

        stopped.GetRawText().ShouldBe("""{"status":"CONCLUDED","winner":"new","prompt":{"activeVersion":{"version":2}}}""");
    }

    [Fact]
    public async Task Seeds_are_there_and_a_key_without_the_scope_reads_none()
    {
        await using var app = await BanyanApp.StartAsync();
        (await GraphClient.Of(app).DataAsync("""{ prompts(search: "summarize") { name activeVersion { template variables { name type required } } } }""")).GetRawText().ShouldContain("summarize-text");
        (await (await GraphClient.WithAsync(app, "chat")).AskAsync("{ prompts { name } }")).Codes.ShouldBe(["FORBIDDEN"]);
    }

    [Fact]
    public async Task How_versions_did_is_read_once_however_many_are_asked_for()
    {
        var records = new CountedRecords();
        await using var app = await BanyanApp.StartAsync("", services => services.AddSingleton<IPromptRecords>(records));
        var admin = GraphClient.Of(app);
        await admin.DataAsync("""mutation { createPrompt(input: { name: "team/greet", category: "mail" }) { id } }""");
        for (var i = 0; i < 3; i++)
        {
            await DraftAsync(admin, $"Hello {i} {{{{name}}}}");
        }

        var versions = (await admin.DataAsync("""{ prompt(id: "team/greet") { versions { version performanceMetrics { calls } } } }""")).GetProperty("prompt").GetProperty("versions");

        versions.EnumerateArray().Select(version => (version.GetProperty("version").GetInt32(), version.GetProperty("performanceMetrics").ValueKind))
            .ShouldBe([(3, JsonValueKind.Null), (2, JsonValueKind.Null), (1, JsonValueKind.Null)]);
        records.Asked.ShouldHaveSingleItem().ShouldBe(3);
    }

    private static object[] Variables => [new { name = "name", type = "STRING" }];

    private static async Task<string> DraftAsync(GraphClient client, string template)
    {
        JsonElement made = await client.DataAsync(Add, new { input = new { promptId = "team/greet", template, variables = Variables } });
        return made.GetProperty("createPromptVersion").GetProperty("id").GetString()!;
    }

    /// <summary>Records of versions nobody called, and how many were asked for each time.</summary>
    private sealed class CountedRecords : IPromptRecords
    {
        public ConcurrentQueue<int> Asked { get; } = new();

        public Task<IReadOnlyDictionary<Guid, VersionPerformance>> PerformanceAsync(string tenant, IReadOnlyCollection<Guid> versionIds, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        {
            Asked.Enqueue(versionIds.Count);
            return Task.FromResult<IReadOnlyDictionary<Guid, VersionPerformance>>(new Dictionary<Guid, VersionPerformance>());
        }

        public Task<IReadOnlyDictionary<Guid, double>> ScoresAsync(string tenant, IReadOnlyCollection<Guid> requestIds, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<PromptResult<Feedback>> SubmitAsync(PromptAuthor author, Guid requestId, double score, string? comment, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
