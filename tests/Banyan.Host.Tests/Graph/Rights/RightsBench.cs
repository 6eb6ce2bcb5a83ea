using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Transport;
using Banyan.GraphQL.Types;
using Banyan.Host.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph.Rights;

/// <summary>A service with a key of every role, and one of each thing that can be found by key.</summary>
public sealed class RightsBench : IAsyncLifetime
{
    private const string Service = "matrix";
    private const string Yaml = "providers:\n  lab: { type: openai, baseUrl: \"http://127.0.0.1:9/v1\", keys: [{ name: main, ref: \"env:LAB_KEY\" }] }\nmodels:\n  lab/up: { context: 1000, price: { input: 1, output: 1 } }\n";

    private readonly Dictionary<Role, GraphClient> _clients = [];
    private BanyanApp? _app;

    public BanyanApp App => _app!;

    public GraphSchema Schema => App.Services.GetRequiredService<GraphServer>().Schema;

    internal SchemaShape Shape { get; private set; } = null!;

    /// <summary>By type, the key fields of one that is there.</summary>
    internal Dictionary<string, Dictionary<string, object?>> Things { get; } = new(StringComparer.Ordinal);

    internal GraphClient Admin => GraphClient.Of(App);

    public async ValueTask InitializeAsync()
    {
        _app = await BanyanApp.StartAsync(Yaml, null, ("LAB_KEY", "sk-lab-0123456789abcdef"));
        Shape = await SchemaShape.ReadAsync(Admin);
        foreach (var role in RightsPage.Roles)
        {
            _clients.Add(role, new GraphClient(App.Http, await KeyAsync(new KeyOrder { Service = Service, Role = role, Tools = ["*"] })));
        }

        await MakeThingsAsync();
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    internal GraphClient Of(Role role) => _clients[role];

    internal async Task<string> KeyAsync(KeyOrder order)
    {
        var made = await App.Services.GetRequiredService<KeyAdmin>().CreateAsync(order, CancellationToken.None);
        made.Failure.ShouldBeNull();
        return made.Key!;
    }

    /// <summary>Everything a denied call could have changed, as text.</summary>
    internal async Task<string> StateAsync()
    {
        var acts = await App.Services.GetRequiredService<IAuditLog>().PageAsync("default", 1_000, null, CancellationToken.None);
        var keys = await App.Services.GetRequiredService<IKeyStore>().ReadAllAsync(CancellationToken.None);
        var rest = await Admin.DataAsync("{ prompts { name revision versions { version status } } experiments { name status } tools { name revision enabled } mcpServers { name revision } conversations { nodes { id messageCount } } }");
        var all = keys.Keys.Where(key => key.Tenant == "default").OrderBy(key => key.PublicId, StringComparer.Ordinal).Select(key => $"{key.PublicId} {key.Role} {key.IsRevoked}");
        return $"{acts.Count} acts, keys {string.Join(", ", all)}: {rest.GetRawText()}";
    }

    private async Task MakeThingsAsync()
    {
        var admin = Of(Role.Admin);
        var prompt = (await admin.DataAsync("""mutation { createPrompt(input: { name: "matrix/one", category: "tests" }) { id } }""")).GetProperty("createPrompt").GetProperty("id").GetString();
        var version = (await admin.DataAsync(
            "mutation($input: PromptVersionInput!) { createPromptVersion(input: $input) { id } }", new { input = new { promptId = prompt, template = "Hello.", variables = Array.Empty<object>() } }))
            .GetProperty("createPromptVersion").GetProperty("id").GetString();
        var variants = new[] { new { name = "a", versionId = version, weight = 0.5, control = true }, new { name = "b", versionId = version, weight = 0.5, control = false } };
        var experiment = (await admin.DataAsync("mutation($input: ExperimentInput!) { createExperiment(input: $input) { id } }", new { input = new { promptId = prompt, name = "tone", unit = "USER", variants } }))
            .GetProperty("createExperiment").GetProperty("id").GetString();
        var conversation = (await admin.DataAsync("mutation { createConversation { id } }")).GetProperty("createConversation").GetProperty("id").GetString();
        var tool = (await admin.DataAsync("{ tools { id } }")).GetProperty("tools")[0].GetProperty("id").GetString();
        var budget = (await admin.DataAsync("""mutation { setUsageBudget(input: { scope: SERVICE, scopeId: "matrix", period: DAILY, limitAmount: "1000" }) { id } }""")).GetProperty("setUsageBudget").GetProperty("id").GetString();
        await CompleteAsync(admin);
        foreach (var (type, key, value) in new[]
        {
            ("Prompt", "id", prompt), ("PromptVersion", "id", version), ("Experiment", "id", experiment), ("Conversation", "id", conversation), ("Tool", "id", tool), ("UsageBudget", "id", budget),
            ("LLMProvider", "id", "lab"), ("LLMModel", "id", "lab/up"), ("Service", "id", Service), ("Intent", "key", "orders.get"),
            ("Completion", "id", "00000000-0000-7000-8000-000000000000"), ("IntentRun", "id", "00000000-0000-7000-8000-000000000000"),
        })
        {
            Things.Add(type, new Dictionary<string, object?>(StringComparer.Ordinal) { ["__typename"] = type, [key] = value });
        }
    }

    /// <summary>One completion, written down with its attempt: what is guarded within it can only be refused where it is.</summary>
    private static async Task CompleteAsync(GraphClient admin)
    {
        await admin.DataAsync("""mutation { generateCompletion(input: { modelPreference: "mock/chat", idempotencyKey: "matrix", messages: [{ role: USER, content: "x" }] }) { id } }""");
        using var patience = new CancellationTokenSource(Patience.Long);
        while (true)
        {
            var nodes = (await admin.DataAsync("{ completions(first: 1) { nodes { attempts { number } response { id } } } }")).GetProperty("completions").GetProperty("nodes");
            if (nodes.GetArrayLength() > 0 && nodes[0].GetProperty("attempts").GetArrayLength() > 0 && nodes[0].GetProperty("response").ValueKind == JsonValueKind.Object)
            {
                return;
            }

            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
