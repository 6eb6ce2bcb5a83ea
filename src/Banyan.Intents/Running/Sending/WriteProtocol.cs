using Banyan.Gateway.Spine;
using Banyan.Intents.Running.Holding;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.Reading;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Sending;

/// <summary>
/// Sends writes so that none happens twice and none silently: (1) writes on one thing follow one another; (2) journal the start with key and side, and wait until it is written; (3) send;
/// (4) repeat only under a key the backend honours, or on proof that nothing was received; the other side only on that proof, never after a doubt;
/// (5) a doubt that remains is looked up, else it is told. The end is journalled by the caller.
/// </summary>
internal sealed class WriteProtocol(StepSender sender, OutcomeCheck check, RunCache cache, HoldParts parts)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>Sends a write for the first time.</summary>
    /// <returns>Null when the run was cancelled before anything was sent.</returns>
    public async Task<Sent?> SendAsync(RunHold hold, WriteOrder order, CancellationToken cancellationToken)
    {
        var choice = await sender.ChooseAsync(order.Call, cancellationToken);
        if (choice.Primary is not { } side || choice.Problem is not null)
        {
            return Sent.Nobody(choice);
        }

        var toSend = new Sent(new BackendReply(), side, choice.Route, choice);
        if (await StartInTurnAsync(hold, order, toSend, cancellationToken) is not { } turn)
        {
            return Sent.Nobody(choice with { Problem = new Problem(ProblemWords.ConversationBusy, "Another conversation is changing the same thing; try again in a moment.") });
        }

        try
        {
            return hold.IsCancelAsked ? null : await PushAsync(hold, order, toSend, cancellationToken);
        }
        finally
        {
            hold.EndTurn(turn);
        }
    }

    /// <summary>Goes on with a write that was begun and has no end: under its key, or by looking it up.</summary>
    /// <param name="hold">The run.</param>
    /// <param name="order">The write as it was begun.</param>
    /// <param name="maySend">Whether the guard rails let it be sent again.</param>
    /// <param name="cancellationToken">Leaves it for another node.</param>
    public async Task<Sent> ResumeAsync(RunHold hold, WriteOrder order, bool maySend, CancellationToken cancellationToken)
    {
        var start = order.Start;
        var side = Array.Find([order.Call.Intent.Modern, order.Call.Intent.Legacy], one => one?.Backend.Name == start.Backend);
        var choice = new RouteChoice(side, null, null, start.Stage ?? "", start.Route ?? "primary", null);
        var doubt = new Sent(new BackendReply { Problem = Doubt(order) }, side, choice.Route, choice) { IsUnknown = true };
        if (side is null)
        {
            return doubt;
        }

        return maySend && Repeats(order.Call.Intent, side)
            ? await PushAsync(hold, order, doubt, cancellationToken)
            : await SettleAsync(order, doubt, cancellationToken);
    }

    /// <summary>Whether sending twice does no harm there.</summary>
    private static bool Repeats(Intent intent, IntentOperation side) => side.HonoursKeys || intent.Idempotency == "natural";

    private static Problem Doubt(WriteOrder order) =>
        new(ProblemWords.UnknownOutcome, $"{order.Call.Intent.Title}: it was sent, and nobody can say whether it was done. It is not sent again.");

    private async Task<Sent> PushAsync(RunHold hold, WriteOrder order, Sent sent, CancellationToken cancellationToken)
    {
        var (side, isDoubtful, took) = (sent.By!, sent.IsUnknown, TimeSpan.Zero);
        for (var attempt = 1; ; attempt++)
        {
            var reply = await sender.OnceAsync(order.Call, side, order.Start.Key, sent.Route == "fallback", cancellationToken);
            took += reply.Took;
            // Under a key the backend honours, a no to the second sending is the answer to the first; 409 may mean that the first is still at work.
            isDoubtful = reply.IsAmbiguous() || (isDoubtful && !(reply.IsRefusal() && reply.Status != 409 && !reply.IsTransient && Repeats(order.Call.Intent, side)));
            sent = sent with { Reply = reply, Took = took, IsUnknown = isDoubtful };
            if (reply.Problem is null)
            {
                return await BoundAsync(order, sent with { IsUnknown = false }, cancellationToken);
            }

            if (!isDoubtful && reply.IsProvablyNotReceived && sent.Choice.Fallback is { } other && side != other)
            {
                side = other;
                attempt = 0;
                sent = sent with { By = other, Route = "fallback" };
                await hold.StartAsync([StartOf(order, sent)], null, cancellationToken);
                continue;
            }

            var mayRepeat = Repeats(order.Call.Intent, side) ? reply.IsTransient || reply.IsAmbiguous() : !isDoubtful && reply.IsProvablyNotReceived && reply.IsTransient;
            if (!mayRepeat || !await sender.PauseAsync(order.Call, attempt, reply, cancellationToken))
            {
                return isDoubtful ? await SettleAsync(order, sent, cancellationToken) : sent;
            }
        }
    }

    /// <summary>Looks up what nobody knows.</summary>
    private async Task<Sent> SettleAsync(WriteOrder order, Sent sent, CancellationToken cancellationToken)
    {
        var (happened, value) = await check.LookAsync(order, sent.By!, cancellationToken);
        return happened switch
        {
            true => await BoundAsync(order, sent with { Reply = new BackendReply { Value = value }, IsUnknown = false }, cancellationToken),
            false => sent with { Reply = sent.Reply with { Problem = new Problem(ProblemWords.BackendTimeout, $"{order.Call.Intent.Title}: it was looked up and has not been done.") }, IsUnknown = false },
            // It may have happened there: what is read next is read where it would be seen.
            null => await BoundAsync(order, sent with { Reply = sent.Reply with { Problem = Doubt(order) }, IsUnknown = true }, cancellationToken),
        };
    }

    private async Task<Sent> BoundAsync(WriteOrder order, Sent sent, CancellationToken cancellationToken)
    {
        cache.Forget(order.Call.RunId, order.Call.Intent.Family);
        await sender.BindAsync(order.Call, sent.By!.Backend.Generation, cancellationToken);
        return sent;
    }

    private static JournalEntry StartOf(WriteOrder order, Sent sent) =>
        new(EventKinds.StepStarted, RunJson.Write(order.Start with { Backend = sent.By!.Backend.Name, Route = sent.Route, Stage = sent.Choice.Stage }, RunJson.Default.StepStart));

    /// <summary>Waits until no other conversation of the person changes the thing, and journals the start with the turn: both or neither.</summary>
    private async Task<Lease?> StartInTurnAsync(RunHold hold, WriteOrder order, Sent sent, CancellationToken cancellationToken)
    {
        var turn = new TurnWish(RunNames.Writing(order.Call.Subject.Id, order.Call.Intent.Family, order.Thing), parts.Options.LeaseLife);
        while (true)
        {
            if (await hold.StartAsync([.. order.Before, StartOf(order, sent)], turn, cancellationToken) is { HasTurn: true, Turn: { } taken })
            {
                return taken;
            }

            if (order.Call.IsOver(parts.Time.GetUtcNow()))
            {
                return null;
            }

            await Task.Delay(LookAgain, parts.Time, cancellationToken);
        }
    }
}
