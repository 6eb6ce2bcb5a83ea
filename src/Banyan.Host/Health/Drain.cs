using Banyan.Host.Doors;
using Banyan.Wire;

namespace Banyan.Host.Health;

/// <summary>The way down: readiness goes off and new asks are refused, running answers may end within the configured time, the rest are ended with an error.</summary>
/// <remarks>The server goes on listening meanwhile, so that who asks is told to go elsewhere; stores stop only after the last answer is settled.</remarks>
internal sealed class Drain(RunningExchanges running, DrainTime most, TimeProvider time) : IHostedLifecycleService
{
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(3);
    private static readonly Failure Ended = new(FailureKind.Busy, "overloaded", "The service is shutting down; the answer is not complete. Ask again.") { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>True from SIGTERM on.</summary>
    public bool IsDraining => running.IsClosed;

    /// <summary>Takes the process out of rotation.</summary>
    public void Begin() => _ = running.CloseAsync();

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var ended = running.CloseAsync();
        if (!await InTimeAsync(ended, most.Value, cancellationToken))
        {
            running.Stop(_ => true, Ended);
            await InTimeAsync(ended, SettlingTime, cancellationToken);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> InTimeAsync(Task work, TimeSpan most, CancellationToken cancellationToken)
    {
        try
        {
            await work.WaitAsync(most, time, cancellationToken);
            return true;
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }
}
