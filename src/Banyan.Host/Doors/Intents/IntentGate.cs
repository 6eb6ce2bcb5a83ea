using Banyan.Gateway.Spine;

namespace Banyan.Host.Doors.Intents;

/// <summary>What every door of the orchestrator does: key, scope, person, and an error in one shape wherever it failed.</summary>
internal sealed class IntentGate(DoorEntry entry, SubjectSource subjects, ISwitches switches, TimeProvider time, ILogger<IntentGate> log)
{
    /// <summary>Scope of everything but the board.</summary>
    public const string Run = "intents:run";

    /// <summary>A door behind the gate for what is asked: refused where a switch stops who asks, ended where it ends answers under way, and in the node's room for asks.</summary>
    public RequestDelegate OpenAsk(string scope, Func<IntentCall, Task> answer) => Open(scope, call =>
    {
        if (switches.Of(call.Subject.Caller) is { } kill)
        {
            return call.Problems.RefuseAsync(KillWords.Stopped(kill));
        }

        call.Running.Asks = call.Subject.Caller;
        return answer(call);
    });

    /// <summary>A door behind the gate for what is kept, to be read or erased: in the node's room for asks.</summary>
    public RequestDelegate Open(string scope, Func<IntentCall, Task> answer) => http => RunAsync(http, scope, async call =>
    {
        if (!entry.Room.TryEnter())
        {
            await call.Problems.RefuseAsync(AskRoom.Full);
            return;
        }

        try
        {
            await answer(call);
        }
        finally
        {
            entry.Room.Leave();
        }
    });

    /// <summary>A door behind the gate for what must get in however much is under way: operators' looks, and what ends work.</summary>
    public RequestDelegate OpenAlways(string scope, Func<IntentCall, Task> answer) => http => RunAsync(http, scope, answer);

    private async Task RunAsync(HttpContext http, string scope, Func<IntentCall, Task> answer)
    {
        var id = ExchangeId.New(time);
        using var named = log.OfRequest(id, http.Request.Headers.TraceParent);
        var problems = new ProblemResponse(http, id.ToString());
        if (subjects.IsDemo)
        {
            // Clients tell their users that nobody is asked to prove who they are.
            http.Response.Headers["x-banyan-demo"] = "true";
        }

        try
        {
            await AnswerAsync(http, problems, scope, answer);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller left: there is nobody to tell, and what was begun goes on.
        }
        catch (CallerGoneException)
        {
            // As above.
        }
        catch (StoreAwayException)
        {
            await problems.BreakAsync(IntentFailures.Away);
        }
        catch (Exception bug)
        {
            log.DoorFailed(id, bug);
            await problems.BreakAsync(IntentFailures.Internal);
        }
    }

    private async Task AnswerAsync(HttpContext http, ProblemResponse problems, string scope, Func<IntentCall, Task> answer)
    {
        var (caller, refused) = await entry.AuthenticateAsync(http);
        if (caller is null)
        {
            await problems.RefuseAsync(refused!);
            return;
        }

        if (!caller.Grants.May(scope))
        {
            await problems.RefuseAsync(IntentFailures.Lacks(scope));
            return;
        }

        var (subject, unnamed) = subjects.Of(http, caller);
        if (subject is null)
        {
            await problems.RefuseAsync(unnamed!);
            return;
        }

        await using var running = entry.Begin(http, caller, out var closed);
        if (running is null)
        {
            await problems.RefuseAsync(closed!);
            return;
        }

        http.Response.Headers["x-request-id"] = problems.RequestId;
        try
        {
            await answer(new IntentCall(http, subject, running, problems));
        }
        catch (OperationCanceledException) when (running.Stopped is not null && !http.RequestAborted.IsCancellationRequested)
        {
            await problems.BreakAsync(running.Stopped);
        }
    }
}
