using System.Text.Json;
using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Calling;

/// <summary>Calls backends: one call, mapped both ways, within the backend's limits and the intent's time. No retry: that is the runner's.</summary>
internal sealed class Backends(HttpCalls http, McpCalls mcp, BackendGates gates, TimeProvider time) : IBackends
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public async ValueTask<BackendReply> CallAsync(BackendCall call, CancellationToken cancellationToken)
    {
        var mapped = FieldMapping.Forwards(call.Operation.Map, call.Arguments);
        if (mapped.Faults is [var fault, ..])
        {
            return Replies.NotSent(new CallFault(ProblemWords.ArgInvalid, $"{fault.Field} can't be said to {call.Operation.Backend.Name}: {fault.Reason}."));
        }

        var gate = gates.For(call.Operation.Backend);
        await gate.EnterAsync(cancellationToken);
        var started = time.GetTimestamp();
        try
        {
            var reply = await WithinTimeAsync(call, mapped.Value, cancellationToken);
            var took = time.GetElapsedTime(started);

            // What follows reads and plans at length; the thread the answer came in on has other connections to serve.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            return reply with { Took = took };
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task<BackendReply> WithinTimeAsync(BackendCall call, JsonElement arguments, CancellationToken cancellationToken)
    {
        var most = call.Intent.Timeout < LongestCall ? call.Intent.Timeout : LongestCall;
        using var over = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            return call.Operation.Method.Length == 0
                ? await mcp.CallAsync(call, arguments, either.Token)
                : await http.CallAsync(call, arguments, either.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Replies.TimedOut(call.Operation.Backend, most);
        }
        catch (HttpRequestException broken)
        {
            return Replies.Broke(call.Operation.Backend, broken.HttpRequestError);
        }
        catch (IOException)
        {
            return Replies.Broke(call.Operation.Backend, HttpRequestError.ResponseEnded);
        }
    }
}
