using Banyan.Intents.Running;
using Banyan.Intents.Spine;
using Banyan.Wire.Json;

namespace Banyan.Intents;

/// <summary>Ends a run whose turn did not come in time; nothing was done.</summary>
internal static class BusyAnswer
{
    public static async Task CloseAsync(RunHold hold, CancellationToken cancellationToken)
    {
        const string text = "I am still busy with your earlier messages. Please send this one again in a moment.";
        var answer = JsonWriting.Element(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("runId", hold.Run.Id);
            writer.WriteString("conversationId", hold.Run.ConversationId);
            writer.WriteString("kind", "refuse");
            writer.WriteString("status", RunWords.Of(RunStatus.Failed));
            writer.WriteString("text", text);
            writer.WriteString("code", ProblemWords.ConversationBusy);
            writer.WriteEndObject();
        });
        await hold.CloseAsync(RunStatus.Failed, answer, Spending.None, cancellationToken);
    }
}
