namespace Banyan.Host.Doors.Intents;

/// <summary>The orchestrator's doors: one line per path.</summary>
internal static class IntentDoors
{
    private const string Conversations = "/intents/v1/conversations";
    private const string Runs = "/intents/v1/runs/{id}";

    public static void MapIntentDoors(this IEndpointRouteBuilder routes)
    {
        var gate = routes.ServiceProvider.GetRequiredService<IntentGate>();
        var talks = routes.ServiceProvider.GetRequiredService<ConversationDoor>();
        var messages = routes.ServiceProvider.GetRequiredService<MessageDoor>();
        var runs = routes.ServiceProvider.GetRequiredService<RunDoor>();
        var catalogue = routes.ServiceProvider.GetRequiredService<CatalogueDoor>();
        Named(routes.MapPost(Conversations, gate.Open(IntentGate.Run, talks.OpenAsync)), "Begin a conversation");
        Named(routes.MapGet(Conversations, gate.Open(IntentGate.Run, talks.ListAsync)), "Own conversations, latest first");
        Named(routes.MapGet(Conversations + "/{id}", gate.Open(IntentGate.Run, talks.ReadAsync)), "A conversation with its messages");
        Named(routes.MapDelete(Conversations, gate.Open(IntentGate.Run, talks.EraseAllAsync)), "Erase everything you said");
        Named(routes.MapDelete(Conversations + "/{id}", gate.Open(IntentGate.Run, talks.EraseAsync)), "Erase a conversation");
        Named(routes.MapPost(Conversations + "/{id}/messages", gate.OpenAsk(IntentGate.Run, messages.PostAsync)), "Send a message; the answer whole or as events");
        Named(routes.MapPost("/intents/v1/confirmations/{code}", gate.OpenAsk(IntentGate.Run, messages.ConfirmAsync)), "Approve or decline what a run asks");
        Named(routes.MapGet(Runs, gate.Open(IntentGate.Run, runs.ReadAsync)), "State of a run");
        Named(routes.MapGet(Runs + "/events", gate.OpenAsk(IntentGate.Run, runs.WatchAsync)), "Events of a run, from Last-Event-ID on");
        Named(routes.MapPost(Runs + "/cancel", gate.OpenAlways(IntentGate.Run, runs.CancelAsync)), "Stop a run before its next step");
        Named(routes.MapGet("/intents/v1/catalogue", gate.Open(IntentGate.Run, catalogue.ListAsync)), "Intents the person may ask for");
        Named(routes.MapGet("/intents/v1/board", gate.OpenAlways("usage:read", catalogue.BoardAsync)), "The migration board");
    }

    private static void Named(IEndpointConventionBuilder route, string summary) => route.WithSummary(summary).WithTags("intents");
}
