using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.Graph;
using Banyan.Host.Tests.Limits;
using Banyan.Host.Tests.Tools;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Money;

/// <summary>The service with models that are paid by the request, and one caller whom a budget of any scope can count.</summary>
public sealed class PaidDoors : IAsyncLifetime
{
    /// <summary>What a request costs, whatever it says, in nano-USD.</summary>
    internal const long Price = 50_000;

    private const string User = "ada@shop.example", Feature = "summaries", Team = "crew";

    private const string Models = """
          chat/paid: { context: 100000, maxOutput: 4096, can: [streaming, tools], price: { perRequest: "0.00005", input: 0, output: 0 } }
          chat/vectors: { context: 100000, can: [embeddings], price: { perRequest: "0.00005", input: 0, output: 0 } }
        """;

    private static readonly (string, string)[] Headers = [("x-banyan-user", User), ("x-banyan-feature", Feature)];

    private ToolStage? _stage;

    internal ToolStage Stage => _stage!;

    public async ValueTask InitializeAsync()
    {
        _stage = await ToolStage.StartAsync(Models);
        Stage.Model = (ask, turn) => turn switch
        {
            _ when ask.TryGetProperty("input", out _) => WallScript.Json("""{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.25]}],"model":"vectors","usage":{"prompt_tokens":2,"total_tokens":2}}"""),
            _ when ask.TryGetProperty("tools", out _) && !HasResult(ask) => ToolStage.Chat(null, ("call_a", "find_order", """{"id":7}""")),
            _ => ToolStage.Chat("Here you are."),
        };
        await Stage.RegisterAsync();
        await GraphClient.Of(Stage.App).DataAsync("mutation { saveService(input: { name: \"admin\", team: \"" + Team + "\", grants: {} }) { team } }");
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    /// <summary>Sets a budget that counts the caller, and perhaps others.</summary>
    internal Task<OneBudget> LimitAsync(BudgetScope scope, long limitNanoUsd) => OneBudget.SetAsync(
        Stage.App.Services,
        scope,
        scope switch
        {
            BudgetScope.Global => BudgetRule.Each,
            BudgetScope.Team => Team,
            BudgetScope.Service => "admin",
            BudgetScope.Feature => Feature,
            BudgetScope.User => User,
            BudgetScope.Key => Stage.App.Key.Split('_')[2],
        },
        limitNanoUsd);

    /// <summary>Asks in the language of a letter: the five of the wire, <c>E</c> for embeddings, <c>Q</c> for GraphQL, <c>T</c> for a tool loop.</summary>
    /// <returns>The status, GraphQL's as HTTP has it for its code, and what was said.</returns>
    internal async Task<(int Status, string Text)> AskAsync(char door)
    {
        if (door == 'Q')
        {
            const string Ask = "mutation($input: CompletionInput!) { generateCompletion(input: $input) { content } }";
            var asked = await GraphClient.Of(Stage.App).AskAsync(Ask, new { input = new { modelPreference = "chat/paid", userId = User, feature = Feature, messages = new[] { new { role = "USER", content = "Hello" } } } });
            return asked.Errors is [var error, ..] ? (asked.Codes.First() == "BUDGET_EXCEEDED" ? 429 : 500, error.GetRawText().Replace("\\u0027", "'", StringComparison.Ordinal)) : (200, asked.Data.GetRawText());
        }

        var answer = door switch
        {
            'E' => await LimitAsk.PostAsync(Stage.App, "/v1/embeddings", """{"model":"chat/vectors","input":"Hello"}""", Headers),
            'T' => await LimitAsk.PostAsync(Stage.App, "/v1/chat/completions", """{"model":"chat/paid","messages":[{"role":"user","content":"Where is order 7?"}],"banyan":{"tools":["find_order"]}}""", Headers),
            _ => await LimitAsk.SendAsync(Stage.App, door, "chat/paid", headers: Headers),
        };
        return (answer.Status, answer.Text.Replace("\": ", "\":", StringComparison.Ordinal));
    }

    private static bool HasResult(JsonElement ask) => ask.GetProperty("messages").EnumerateArray().Any(message => message.GetProperty("role").GetString() == "tool");
}
