using Banyan.Cli.Output;

namespace Banyan.Cli.Http;

/// <summary>Runs something within <c>--timeout</c>, and tells the person's Ctrl-C from the time's end.</summary>
internal static class TimeBound
{
    public static async Task<CliFailure?> RunAsync(TimeSpan timeout, TimeProvider time, Func<CancellationToken, Task<CliFailure?>> run, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        try
        {
            return await run(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return cancellationToken.IsCancellationRequested ? CliFailure.Interrupted() : CliFailure.TimedOut(timeout);
        }
    }
}
