using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Sending;

/// <summary>Makes calls of steps: chooses the side, retries what may be retried, falls back where that is safe, and tells how it went.</summary>
internal sealed class StepSender(IBackends backends, IRoutes routes, IIntentCatalogue catalogue, TimeProvider time)
{
    /// <summary>Chooses a side for a call.</summary>
    public ValueTask<RouteChoice> ChooseAsync(StepCall call, CancellationToken cancellationToken) =>
        routes.ChooseAsync(call.Intent, call.Subject, call.RunId, cancellationToken);

    /// <summary>Reads: up to three attempts, then the other side; a refusal is final.</summary>
    public async Task<Sent> ReadAsync(StepCall call, CancellationToken cancellationToken)
    {
        var choice = await ChooseAsync(call, cancellationToken);
        if (choice.Primary is not { } primary || choice.Problem is not null)
        {
            return Sent.Nobody(choice);
        }

        var first = await TryAsync(call, primary, choice.Route == "fallback", cancellationToken);
        var sent = new Sent(first.Reply, primary, choice.Route, choice) { Took = first.Took };
        if (first.Reply.Problem is null || first.Reply.IsRefusal() || choice.Fallback is not { } other || call.IsOver(time.GetUtcNow()))
        {
            return sent;
        }

        var second = await TryAsync(call, other, true, cancellationToken);
        return new Sent(second.Reply, other, "fallback", choice) { Took = first.Took + second.Took };
    }

    /// <summary>Reads from one side alone, for looking up what became of a write there.</summary>
    public async Task<BackendReply> ReadFromAsync(StepCall call, IntentOperation side, CancellationToken cancellationToken) =>
        (await TryAsync(call, side, false, cancellationToken)).Reply;

    /// <summary>Makes one call and tells how it went.</summary>
    public async Task<BackendReply> OnceAsync(StepCall call, IntentOperation operation, string? key, bool isFallback, CancellationToken cancellationToken)
    {
        var reply = await backends.CallAsync(call.To(operation, key, time.GetUtcNow()), cancellationToken);
        routes.Report(new RouteReport(call.Intent.Key, operation.Backend, reply.Outcome, reply.Took, isFallback, call.Subject));
        if (reply.IsSuspect())
        {
            catalogue.Suspect(operation.Backend);
        }

        return reply;
    }

    /// <summary>Waits before the next attempt.</summary>
    /// <returns>False when there is no time left for it.</returns>
    public async Task<bool> PauseAsync(StepCall call, int attempt, BackendReply reply, CancellationToken cancellationToken)
    {
        var wait = Backoff.After(attempt, reply, call);
        if (attempt >= Backoff.Attempts || call.IsOver(time.GetUtcNow() + wait))
        {
            return false;
        }

        await Task.Delay(wait, time, cancellationToken);
        return true;
    }

    /// <summary>Tells that a side took a write.</summary>
    public ValueTask BindAsync(StepCall call, Generation side, CancellationToken cancellationToken) => routes.BindAsync(call.Intent, call.Subject, side, call.RunId, cancellationToken);

    /// <summary>Has a read compared with the other side, if that is wanted.</summary>
    public void Shadow(StepCall call, Sent sent)
    {
        if (sent is { Choice.Shadow: { } shadow, By: { } by, Reply.Value: { } value } && call.Intent.Effect == Effect.Read)
        {
            routes.Shadow(new ShadowRead(call.Intent, shadow, by, call.Arguments, value, call.Subject, call.RunId, call.StepId));
        }
    }

    private async Task<(BackendReply Reply, TimeSpan Took)> TryAsync(StepCall call, IntentOperation operation, bool isFallback, CancellationToken cancellationToken)
    {
        var took = TimeSpan.Zero;
        for (var attempt = 1; ; attempt++)
        {
            var reply = await OnceAsync(call, operation, null, isFallback, cancellationToken);
            took += reply.Took;
            if (reply.Problem is null || !reply.IsTransient || !await PauseAsync(call, attempt, reply, cancellationToken))
            {
                return (reply, took);
            }
        }
    }
}
