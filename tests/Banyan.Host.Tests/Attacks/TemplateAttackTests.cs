using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;

namespace Banyan.Host.Tests.Attacks;

/// <summary>Templates that grow when they are rendered: each is refused by name, and the process answers afterwards.</summary>
public sealed class TemplateAttackTests : IAsyncLifetime
{
    private const string Add = "mutation($input: PromptVersionInput!) { createPromptVersion(input: $input) { id version } }";
    private const string Render = "query($id: ID!, $values: JSON!) { renderPrompt(promptId: $id, variables: $values) { estimatedTokens } }";

    private BanyanApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await BanyanApp.StartAsync();

    public async ValueTask DisposeAsync()
    {
        (await GraphClient.Of(_app).DataAsync("""{ renderPrompt(promptId: "summarize-text", variables: { text: "still here" }) { estimatedTokens } }""")).GetProperty("renderPrompt").ValueKind.ShouldBe(JsonValueKind.Object);
        await _app.DisposeAsync();
    }

    [Fact]
    [Trait("Attack", "34")]
    public async Task Lists_within_lists_are_stopped_by_the_work_they_make()
    {
        var client = GraphClient.Of(_app);
        var loops = string.Concat(Enumerable.Repeat("{{#each xs}}", 8)) + string.Concat(Enumerable.Repeat("{{/each}}", 8));
        await DraftAsync(client, "bomb/loops", loops, "LIST");

        var answer = await client.AskAsync(Render, new { id = "bomb/loops:1", values = new { xs = Enumerable.Range(0, 1_000) } });

        TooLarge(answer);
    }

    [Fact]
    [Trait("Attack", "34")]
    public async Task Padding_is_stopped_by_the_size_of_what_comes_out()
    {
        var client = GraphClient.Of(_app);
        await DraftAsync(client, "bomb/padding", "{{#each xs}}" + new string('x', 10_000) + "{{/each}}", "LIST");

        (await client.AskAsync(Render, new { id = "bomb/padding:1", values = new { xs = Enumerable.Range(0, 90) } })).Errors.ShouldBeEmpty();
        TooLarge(await client.AskAsync(Render, new { id = "bomb/padding:1", values = new { xs = Enumerable.Range(0, 1_000) } }));
    }

    [Fact]
    [Trait("Attack", "34")]
    public async Task Prompts_that_multiply_each_other_are_stopped_too()
    {
        var client = GraphClient.Of(_app);
        await PublishAsync(client, "bomb/p0", new string('x', 50_000));
        await PublishAsync(client, "bomb/p1", string.Concat(Enumerable.Repeat("{{> bomb/p0}}", 10)));
        var made = await PromptAsync(client, "bomb/p2", string.Concat(Enumerable.Repeat("{{> bomb/p1}}", 10)));
        if (made.Errors.Count == 0)
        {
            TooLarge(await client.AskAsync(Render, new { id = "bomb/p2:1", values = new { } }));
        }
        else
        {
            made.Codes.ShouldBe(["BAD_USER_INPUT"]);
        }
    }

    [Fact]
    [Trait("Attack", "34")]
    public async Task Blocks_beyond_the_bound_and_prompts_that_include_themselves_are_refused_at_save()
    {
        var client = GraphClient.Of(_app);
        var deep = await PromptAsync(client, "bomb/deep", string.Concat(Enumerable.Repeat("{{#if x}}", 10_000)) + string.Concat(Enumerable.Repeat("{{/if}}", 10_000)), "BOOLEAN");
        var huge = await PromptAsync(client, "bomb/long", new string('x', 300_000));
        await PublishAsync(client, "bomb/a", "plain");
        await PublishAsync(client, "bomb/b", "{{> bomb/a}}");
        var cycle = await DraftOfAsync(client, "bomb/a", "{{> bomb/b}}");
        var self = await DraftOfAsync(client, "bomb/a", "{{> bomb/a}}");

        foreach (var refused in new[] { deep, huge, cycle, self })
        {
            refused.Codes.ShouldBe(["BAD_USER_INPUT"]);
        }
    }

    private static void TooLarge(GraphAnswer answer)
    {
        answer.Codes.ShouldBe(["BAD_USER_INPUT"]);
        answer.Errors[0].GetProperty("extensions").GetProperty("reason").GetString().ShouldBe("too_large");
        answer.Data.ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static async Task<GraphAnswer> PromptAsync(GraphClient client, string name, string template, string? type = null)
    {
        await client.DataAsync("mutation($input: CreatePromptInput!) { createPrompt(input: $input) { id } }", new { input = new { name, category = "tests" } });
        return await DraftOfAsync(client, name, template, type);
    }

    private static Task<GraphAnswer> DraftOfAsync(GraphClient client, string name, string template, string? type = null)
    {
        object[] variables = type is null ? [] : [new { name = type == "LIST" ? "xs" : "x", type }];
        return client.AskAsync(Add, new { input = new { promptId = name, template, variables } });
    }

    private static async Task<string> DraftAsync(GraphClient client, string name, string template, string? type = null)
    {
        var made = await PromptAsync(client, name, template, type);
        made.Errors.ShouldBeEmpty();
        return made.Data.GetProperty("createPromptVersion").GetProperty("id").GetString()!;
    }

    private static async Task PublishAsync(GraphClient client, string name, string template)
    {
        var version = await DraftAsync(client, name, template);
        await client.DataAsync("mutation($name: ID!, $version: ID!) { publishPromptVersion(promptId: $name, versionId: $version) { version } }", new { name, version });
    }
}
