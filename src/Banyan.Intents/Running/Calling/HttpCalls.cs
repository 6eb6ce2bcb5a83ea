using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Calling;

/// <summary>Calls operations of backends that speak plain HTTP and JSON.</summary>
internal sealed class HttpCalls(BackendInvoker invoker, CallAuthor author, TimeProvider time)
{
    /// <summary>Calls an operation.</summary>
    public async Task<BackendReply> CallAsync(BackendCall call, JsonElement arguments, CancellationToken cancellationToken)
    {
        var (request, fault) = RequestWriter.Write(call.Operation, arguments, call.IdempotencyKey);
        using (request)
        {
            fault ??= author.Sign(request!, call.Operation.Backend, call.Subject);
            if (fault is not null)
            {
                return Replies.NotSent(fault);
            }

            using var response = await invoker.Http.SendAsync(request!, cancellationToken);
            return Replies.Of(call, await AnswerReader.ReadAsync(response, time, cancellationToken));
        }
    }
}
