using System.Collections.Concurrent;
using Banyan.Intents.Running;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;
using Microsoft.AspNetCore.Http;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>A plan of one destructive step, and the shop that does it: closes accounts, counts how often, and honours keys if it is told to.</summary>
internal sealed class Closing
{
    private readonly ConcurrentDictionary<string, bool> _keys = new(StringComparer.Ordinal);
    private int _effects;

    public int Effects => _effects;

    /// <summary>What happens between effect and answer, the first time and every time.</summary>
    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    public static IntentCatalogue Catalogue(Uri address, bool honoursKeys)
    {
        var side = Made.Side("shop", Generation.Modern, "close", honoursKeys);
        side = side with { Backend = side.Backend with { BaseUrl = address }, Parameters = [new OperationParameter("userId", "body", true)] };
        var parameters = SchemaReader.Read(Texts.Json("""{"type":"object","properties":{"userId":{"type":"string","x-banyan-bind":"caller.id"}},"required":["userId"]}"""));
        return Made.Of(Made.One("users.close", Effect.Destructive) with { Modern = side, Params = parameters, Idempotency = honoursKeys ? "key" : "none" });
    }

    public static RunScope Scope(RunHold hold, IntentCatalogue catalogue) => new()
    {
        RunId = hold.Run.Id,
        ConversationId = hold.Run.ConversationId,
        ClientMessageId = hold.Run.ClientMessageId,
        Subject = Texts.Ada,
        Plan = new Plan { Kind = PlanKind.Execute, CatalogueVersion = catalogue.Version, Planner = "scripted", Steps = [Texts.Step("s1", "users.close")] },
        Catalogue = catalogue,
        UserWords = [],
        Ended = new Dictionary<string, StepOutcome>(StringComparer.Ordinal),
    };

    /// <summary>Begins a run and says yes to what it asks.</summary>
    public static async Task<(RunHold Hold, RunOutcome Outcome)> RunAsync(StoredNode node, IntentCatalogue catalogue, string message)
    {
        var begun = await node.Runner.BeginAsync(new RunMessage(Texts.Ada, "c1", message, "hash", Texts.Json("""{"text":"close my account"}""")), default);
        var hold = begun.Hold.ShouldNotBeNull();
        var asked = await node.Runner.RunAsync(hold, Scope(hold, catalogue), Node.Budget(), default);
        return (hold, await node.Runner.ConfirmAsync(hold, new ConfirmationReply(Texts.Ada, "c1", asked.Confirmation!.Code, true), Node.Budget(), default));
    }

    public async Task AnswerAsync(HttpContext context, Heard heard)
    {
        if (_keys.TryAdd(heard.Headers["Idempotency-Key"], true) || !HonoursKeys)
        {
            Interlocked.Increment(ref _effects);
        }

        await BeforeAnswer();
        await HttpBackend.JsonAsync(context, 200, """{"status":"closed"}""");
    }

    public bool HonoursKeys { get; init; } = true;
}
