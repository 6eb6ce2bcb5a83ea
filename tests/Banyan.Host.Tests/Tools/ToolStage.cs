using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Variables;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Registry;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Tools;

/// <summary>The service with a provider of two languages played by a wall, and a wall that is a tool; one per test.</summary>
internal sealed class ToolStage : IAsyncDisposable
{
    private readonly ScriptedWall _provider;
    private readonly ConcurrentQueue<JsonElement> _asks = new();
    private BanyanApp? _app;

    private ToolStage()
    {
        _provider = ScriptedWall.Start(request =>
        {
            var ask = Json(request.Text);
            _asks.Enqueue(ask);
            return Model(ask, _asks.Count);
        });
        Tool = ScriptedWall.Start(request => ToolAnswers(request));
    }

    public BanyanApp App => _app!;

    /// <summary>The tool's service.</summary>
    public ScriptedWall Tool { get; }

    /// <summary>What the tool answers.</summary>
    public Func<WallRequest, WallScript> ToolAnswers { get; set; } = _ => WallScript.Json("""{"status":"shipped"}""");

    /// <summary>What the model answers to an ask, and the how-manieth it is.</summary>
    public Func<JsonElement, int, WallScript> Model { get; set; } = (_, _) => WallScript.Json("{}");

    /// <summary>What the model was asked, turn by turn.</summary>
    public IReadOnlyList<JsonElement> Asks => [.. _asks];

    public static async Task<ToolStage> StartAsync(string more = "", Action<IServiceCollection>? replace = null)
    {
        var stage = new ToolStage();
        var address = stage._provider.Address.AbsoluteUri.TrimEnd('/');
        stage._app = await BanyanApp.StartAsync(
            $$"""
            providers:
              chat: { type: openai-compatible, baseUrl: "{{address}}", apiKey: "env:PROVIDER_KEY" }
              claude: { type: anthropic, baseUrl: "{{address}}", apiKey: "env:PROVIDER_KEY" }
            models:
              chat/up: { context: 100000, maxOutput: 4096, can: [streaming, tools, parallelTools], price: free }
              claude/up: { context: 100000, maxOutput: 4096, can: [streaming, tools, parallelTools, reasoning], price: free }
            {{more}}
            """,
            replace,
            ("PROVIDER_KEY", "sk-provider-0123456789abcdef"),
            ("BANYAN_EGRESS_ALLOW_NETWORKS", "127.0.0.0/8"));
        return stage;
    }

    /// <summary>Registers the wall as the tool <c>find_order</c>.</summary>
    public async Task RegisterAsync(ToolEffect effect = ToolEffect.Read)
    {
        var change = await App.Services.GetRequiredService<IToolRegistry>().RegisterAsync(
            "default",
            new ToolOrder { Name = "find_order", Description = "Finds an order.", InputSchema = Json("""{"type":"object","properties":{"id":{"type":"integer"}},"required":["id"]}"""), Endpoint = Tool.Address + "find", Effect = effect },
            "tests",
            default);
        change.Failure.ShouldBeNull();
    }

    /// <summary>Publishes a prompt with a text and a number.</summary>
    public async Task PublishAsync()
    {
        var editing = App.Services.GetRequiredService<IPromptEditing>();
        var author = new PromptAuthor("default", "tests", IsAdmin: true);
        var content = new PromptContent
        {
            Template = "Say {{ words }} in {{ count }} words.",
            Variables = [new PromptVariable("words", VariableType.String), new PromptVariable("count", VariableType.Integer)],
        };
        var made = await editing.CreateAsync(author, new NewPrompt("say-it", "tests") { Description = "Says it.", First = content }, default);
        made.Failure.ShouldBeNull();
        var versions = await App.Services.GetRequiredService<IPrompts>().VersionsOfAsync("default", [made.Value!.Id], default);
        (await editing.PublishAsync(author, made.Value.Id, versions[made.Value.Id].Single().Id, null, default)).Failure.ShouldBeNull();
    }

    public async Task<(int Status, string Text)> PostAsync(string path, string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key ?? App.Key);
        using var response = await App.Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<string> KeyAsync(params string[] tools) => (await App.Services.GetRequiredService<KeyAdmin>().CreateAsync(
        new KeyOrder { Service = "tests", Operations = ["chat"], Tools = tools, Lifetime = TimeSpan.FromDays(1) }, CancellationToken.None)).Key!;

    public Task<IReadOnlyList<ToolExecution>> LogAsync() => App.Services.GetRequiredService<IToolLog>().ListAsync(new ToolLogQuery("default", 100), CancellationToken.None);

    /// <summary>A whole answer of the chat model: words, and calls as name and arguments.</summary>
    public static WallScript Chat(string? text, params (string Id, string Name, string Arguments)[] calls) => WallScript.Json(JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1,
        model = "up",
        choices = new[]
        {
            new
            {
                index = 0,
                finish_reason = calls.Length > 0 ? "tool_calls" : "stop",
                message = new
                {
                    role = "assistant",
                    content = text,
                    tool_calls = calls.Length == 0 ? null : calls.Select(call => new { id = call.Id, type = "function", function = new { name = call.Name, arguments = call.Arguments } }),
                },
            },
        },
        usage = new { prompt_tokens = 10, completion_tokens = 5, total_tokens = 15 },
    }));

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _provider.DisposeAsync();
        await Tool.DisposeAsync();
    }
}
