using Banyan.Intents.Running.Calling;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>Real calls that, at a point of one write, tell the test so and go no further.</summary>
/// <param name="backends">The calls.</param>
/// <param name="invoker">How the test is told.</param>
/// <param name="shop">Where the test listens.</param>
/// <param name="point"><c>before send</c> or <c>after answer</c>; anything else is no point.</param>
/// <param name="write">The number of the write, from 0.</param>
internal sealed class Stopping(Backends backends, BackendInvoker invoker, Uri shop, string point, int write = 0) : IBackends
{
    private int _writes = -1;

    public async ValueTask<BackendReply> CallAsync(BackendCall call, CancellationToken cancellationToken)
    {
        var isHere = call.IdempotencyKey is not null && Interlocked.Increment(ref _writes) == write;
        if (isHere && point == "before send")
        {
            await StopAsync(cancellationToken);
        }

        var reply = await backends.CallAsync(call, cancellationToken);
        if (isHere && point == "after answer")
        {
            await StopAsync(cancellationToken);
        }

        return reply;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        using var here = new HttpRequestMessage(HttpMethod.Get, new Uri(shop, "/here"));
        await invoker.Http.SendAsync(here, cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }
}
