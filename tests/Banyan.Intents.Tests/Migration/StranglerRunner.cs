using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Migration;

/// <summary>Runs single calls by the rules of execution: reads are tried three times and fall back on any failure, writes fall back only on proof of non-receipt and are never resent.</summary>
internal sealed class StranglerRunner(RouteBench bench, RetailTwice shop)
{
    private const int ReadTries = 3;
    private int _number;

    public int Reads { get; private set; }

    public int Served { get; private set; }

    public int Writes { get; private set; }

    public int Unknown { get; private set; }

    /// <summary>Every read that was sent: when, where, whether it failed, how long it took.</summary>
    public List<SentRead> Sent { get; } = [];

    public async Task ReadAsync(Subject subject, int order)
    {
        Reads++;
        var choice = await bench.Node.ChooseAsync(RetailTwice.Get, subject);
        foreach (var (operation, isFallback) in new[] { (choice.Primary, choice.Route == "fallback"), (choice.Fallback, true) })
        {
            for (var tries = 0; operation is not null && tries < ReadTries; tries++)
            {
                var arguments = TestIntents.Json($$"""{"n":{{order}}}""");
                var reply = await CallAsync(new BackendCall(RetailTwice.Get, operation, arguments, subject, null), isFallback);
                if (reply.Problem is null)
                {
                    Served++;
                    if (choice.Shadow is { } other && operation == choice.Primary)
                    {
                        bench.Node.Routes.Shadow(new ShadowRead(RetailTwice.Get, other, operation, arguments, reply.Value!.Value, subject, $"run-{++_number}", "s1"));
                        await bench.Node.Shadows.CompareWaitingAsync(CancellationToken.None);
                    }

                    return;
                }
            }
        }
    }

    public async Task WriteAsync(Subject subject)
    {
        Writes++;
        var key = $"key-{++_number}";
        var choice = await bench.Node.ChooseAsync(RetailTwice.Cancel, subject);
        choice.Shadow.ShouldBeNull();
        foreach (var (operation, isFallback) in new[] { (choice.Primary, choice.Route == "fallback"), (choice.Fallback, true) })
        {
            if (operation is null)
            {
                continue;
            }

            var reply = await CallAsync(new BackendCall(RetailTwice.Cancel, operation, TestIntents.Json("{}"), subject, key), isFallback);
            if (!reply.IsProvablyNotReceived)
            {
                Unknown += reply.Problem is null ? 0 : 1;
                await bench.Node.Routes.BindAsync(RetailTwice.Cancel, subject, operation.Backend.Generation, CancellationToken.None);
                return;
            }
        }
    }

    private async Task<BackendReply> CallAsync(BackendCall call, bool isFallback)
    {
        var reply = await shop.CallAsync(call, CancellationToken.None);
        if (call.Intent == RetailTwice.Get)
        {
            Sent.Add(new SentRead(bench.Clock.GetUtcNow(), call.Operation.Backend.Generation, reply.Problem is not null, reply.Took));
        }

        bench.Node.Routes.Report(new RouteReport(call.Intent.Key, call.Operation.Backend, reply.Outcome, reply.Took, isFallback, call.Subject));
        return reply;
    }
}

/// <summary>One read as it was sent.</summary>
internal sealed record SentRead(DateTimeOffset At, Generation Side, bool HasFailed, TimeSpan Took);
