using Banyan.Gateway.Spine;

namespace Banyan.Host.Doors;

/// <summary>Cuts running answers that an operator's switch stops and that shall not be let end, with an explicit error.</summary>
internal sealed class SwitchCuts(RunningExchanges running, ISwitches switches, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            running.Stop(KillOf);
        }
    }

    private Wire.Failure? KillOf(RunningExchange one)
    {
        if (one.Exchange is not { } exchange)
        {
            return null;
        }

        var kill = switches.Of(exchange.Caller);
        if (kill is not { CutsStreams: true } && exchange.Attempts is [.., var attempt])
        {
            kill = switches.Of(exchange.Caller.Tenant, attempt.Candidate.Model);
        }

        return kill is { CutsStreams: true } ? KillWords.Cut(kill) : null;
    }
}
