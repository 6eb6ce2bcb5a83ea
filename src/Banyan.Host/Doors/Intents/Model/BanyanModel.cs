using Banyan.Gateway.Spine;
using Banyan.Intents;
using Banyan.Wire;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;

namespace Banyan.Host.Doors.Intents.Model;

/// <summary>The model <c>banyan</c>: asks of any wire language for it are answered by the orchestrator, for keys that may run intents.</summary>
/// <remarks>The messages sent are the conversation; the last one is what the person says now. What the orchestrator's own model calls cost stands in their own rows.</remarks>
internal sealed class BanyanModel(SubjectSource subjects, ModelTalk talks, IntentFlow flow, IntentViews views, ISwitches switches)
{
    /// <summary>Its name.</summary>
    public const string Name = "banyan";

    /// <summary>Whether an ask is for it. A key that may not run intents has never heard of it.</summary>
    public static bool Takes(Caller caller, WireBody ask) => ask.Operation == Operation.Chat && ask.Lens.Model == Name && caller.Grants.May(IntentGate.Run);

    /// <summary>Answers an ask.</summary>
    public async ValueTask<Answer> AskAsync(HttpContext http, Exchange exchange, RunningExchange running)
    {
        try
        {
            return await AnswerAsync(http, exchange, running);
        }
        catch (StoreAwayException)
        {
            return Answer.Refused(IntentFailures.Away);
        }
    }

    private async ValueTask<Answer> AnswerAsync(HttpContext http, Exchange exchange, RunningExchange running)
    {
        var (subject, unnamed) = subjects.Of(http, exchange.Caller);
        var spoken = SpokenAsk.Read(exchange.Ask);
        if ((unnamed ?? spoken.Problem ?? ModelAsk.Problem(exchange, spoken)) is { } refused)
        {
            return Answer.Refused(refused);
        }

        if (switches.Of(subject!.Caller) is { } kill)
        {
            return Answer.Refused(KillWords.Stopped(kill));
        }

        running.Asks = subject.Caller;
        var cancellationToken = running.Token;
        var place = await talks.FindAsync(http, subject, spoken, cancellationToken);
        var said = spoken.Turns[^1].Text;
        var words = new ModelAnswer(exchange, place.Conversation, spoken.Dropped);
        if (views.IsYes(said) && await views.QuestionAsync(subject, place.Conversation, cancellationToken) is { } open && !ModelAsk.Shown(spoken, open.Code))
        {
            // Whoever says yes must have been shown to what: the question is asked once more, and nothing is done.
            return words.Of(open);
        }

        var accepted = await flow.PostAsync(new IncomingMessage(subject, place.Conversation, place.MessageId, said), cancellationToken);
        return accepted.Refused is { } problem
            ? Answer.Refused(IntentFailures.Of(problem))
            : words.Of(accepted.RunId, token => flow.WatchAsync(subject, accepted.RunId, accepted.After, token));
    }
}
