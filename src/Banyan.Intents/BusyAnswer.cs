using System.Text.Json;
using Banyan.Intents.Running;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents;

/// <summary>Ends a run whose turn did not come in time; nothing was done.</summary>
internal static class BusyAnswer
{
    public static async Task CloseAsync(RunHold hold, CancellationToken cancellationToken)
    {
        const string text = "I am still busy with your earlier messages. Please send this one again in a moment.";
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("runId", hold.Run.Id);
            writer.WriteString("conversationId", hold.Run.ConversationId);
            writer.WriteString("kind", "refuse");
            writer.WriteString("status", RunWords.Of(RunStatus.Failed));
            writer.WriteString("text", text);
            writer.WriteString("code", ProblemWords.ConversationBusy);
            writer.WriteEndObject();
        }

        using var answer = JsonDocument.Parse(stream.ToArray());
        await hold.CloseAsync(RunStatus.Failed, answer.RootElement.Clone(), new RunEnded(RunStatus.Failed, 0, 0, 0), cancellationToken);
    }
}
