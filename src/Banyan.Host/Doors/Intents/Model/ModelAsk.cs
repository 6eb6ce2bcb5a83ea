using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Translation;

namespace Banyan.Host.Doors.Intents.Model;

/// <summary>What the model <c>banyan</c> can't take of an ask, and what it reads out of it.</summary>
internal static class ModelAsk
{
    /// <summary>Why an ask can't be answered with words alone; null when it can.</summary>
    public static Failure? Problem(Exchange exchange, SpokenAsk spoken)
    {
        var lens = exchange.Ask.Lens;
        if (spoken.Turns.Count == 0 || spoken.Turns[^1].Role != "user")
        {
            return IntentFailures.Invalid("The last message must be the user's: it is what is asked now.", "messages");
        }

        if (lens.Choices > 1)
        {
            return Unsupported("n", "This model gives one answer.");
        }

        if (lens.PreviousResponseId is not null)
        {
            return new Failure(FailureKind.CallerFault, "previous_response_not_found", "Responses are not kept; send the conversation in `input`, or name one in the header x-banyan-conversation.") { Param = "previous_response_id" };
        }

        return exchange.IsStrict && spoken.Dropped.Count > 0 ? Unsupported(spoken.Dropped[0], $"This model does not heed: {string.Join(", ", spoken.Dropped)}.") : null;
    }

    /// <summary>Whether the last answer sent back asked for a yes under a code.</summary>
    public static bool Shown(SpokenAsk spoken, string code) =>
        spoken.Turns.LastOrDefault(turn => turn.Role == "assistant") is { } last && last.Text.Contains(Reply(code), StringComparison.OrdinalIgnoreCase);

    /// <summary>How a question for a yes ends.</summary>
    public static string Reply(string code) => $"(reply \"yes {code}\")";

    private static Failure Unsupported(string param, string message) => new(FailureKind.CallerFault, "unsupported_parameter", message) { Param = param };
}
