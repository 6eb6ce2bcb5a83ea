using System.Collections.Frozen;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Intents.Answering;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Tests.Answering;

/// <summary>Small runs for tests of wording.</summary>
internal static class Scopes
{
    public static Subject Ada { get; } = new()
    {
        Tenant = "default",
        Id = "c1",
        Email = "ada@shop.example",
        Caller = new Caller { Tenant = "default", Service = "shop", KeyId = "k1", Grants = Grants.All },
    };

    public static Intent Intent(string key, string title) => new() { Key = key, Title = title, Params = JsonSchema.Any, Result = JsonSchema.Any, Effect = Effect.Read, Hash = "00" };

    public static StepOutcome Done(string id, string intent, string json) => new() { StepId = id, Intent = intent, Status = StepStatus.Succeeded, Value = JsonDocument.Parse(json).RootElement };

    public static RunScope Of(Plan plan, params StepOutcome[] ended) => new()
    {
        RunId = "r1",
        ConversationId = "v1",
        ClientMessageId = "m1",
        Subject = Ada,
        Plan = plan,
        Catalogue = new IntentCatalogue("sha256:0", new[] { Intent("orders.get", "Look up an order"), Intent("orders.cancel", "Cancel an order"), Intent("orders.list", "List orders") }.ToFrozenDictionary(one => one.Key, StringComparer.Ordinal)),
        UserWords = ["How is 1002 doing?"],
        Ended = ended.ToDictionary(one => one.StepId, StringComparer.Ordinal),
    };

    public static Plan Plan(string? template, params PlanStep[] steps) => new() { Kind = PlanKind.Execute, CatalogueVersion = "sha256:0", Planner = "lexical", Steps = steps, AnswerTemplate = template };

    public static AnswerRequest Request(RunScope scope) => new() { Scope = scope, Text = "How is 1002 doing?", Budget = new RunBudget(4, 20_000, 1m) };
}
