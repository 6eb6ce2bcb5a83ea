using Banyan.Gateway.Callers;
using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>Cuts running answers whose key was revoked or has expired, whose secret was replaced and is past its grace, or which may do less than when the answer began, with an explicit error.</summary>
/// <remarks>The key ring looks at the store every second; a look at the ring four times a second keeps the whole within two.</remarks>
internal sealed class KeyCuts(RunningExchanges running, Identities identities, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private static readonly Failure Revoked = new(FailureKind.NotAllowed, "not_allowed", "The key was revoked or expired while the answer was under way; the answer is not complete.");

    private static readonly Failure Narrowed = new(FailureKind.NotAllowed, "not_allowed", "What the key may do was narrowed while the answer was under way; the answer is not complete. Ask again.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            running.Stop(one => identities.IsRevoked(one.Caller) ? Revoked : identities.IsNarrowed(one.Caller) ? Narrowed : null);
        }
    }
}
