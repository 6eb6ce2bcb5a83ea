using Banyan.Intents;

namespace Banyan.Host.Doors.Intents;

/// <summary>Takes messages and answers to confirmations, and shows what becomes of them: as a stream where the client asks for one, else as one whole answer.</summary>
internal sealed class MessageDoor(IntentFlow flow, DoorEntry entry, TimeProvider time)
{
    /// <summary>Takes a message.</summary>
    public async Task PostAsync(IntentCall call)
    {
        if (call.Id("id") is not { } conversation)
        {
            await call.Problems.RefuseAsync(IntentFailures.Missing("conversation"));
            return;
        }

        var (body, refused) = await IntentBodies.ReadAsync(call.Http, IntentBodies.Default.MessageBody);
        if (body is null)
        {
            await call.Problems.RefuseAsync(refused!);
            return;
        }

        await ShowAsync(call, await flow.PostAsync(new IncomingMessage(call.Subject, conversation, body.ClientMessageId, body.Text), call.Token));
    }

    /// <summary>Takes a yes or a no, as a button says it.</summary>
    public async Task ConfirmAsync(IntentCall call)
    {
        var (body, refused) = await IntentBodies.ReadAsync(call.Http, IntentBodies.Default.DecisionBody);
        if (body?.Decision is not ("approve" or "decline"))
        {
            await call.Problems.RefuseAsync(refused ?? IntentFailures.Invalid("'decision' must be 'approve' or 'decline'.", "decision"));
            return;
        }

        await ShowAsync(call, await flow.ConfirmAsync(call.Subject, call.Word("code"), body.Decision == "approve", call.Token));
    }

    private async Task ShowAsync(IntentCall call, Accepted accepted)
    {
        if (accepted.Refused is { } problem)
        {
            await call.Problems.RefuseAsync(IntentFailures.Of(problem));
            return;
        }

        call.Http.Response.Headers["x-banyan-run"] = accepted.RunId;
        if (WantsStream(call.Http.Request))
        {
            await new RunStream(call, entry, time).WriteAsync(flow.WatchAsync(call.Subject, accepted.RunId, accepted.After, call.Token));
            return;
        }

        await JsonAnswer.SendAsync(call, await flow.AnswerAsync(call.Subject, accepted, call.Token));
    }

    private static bool WantsStream(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0);
}
