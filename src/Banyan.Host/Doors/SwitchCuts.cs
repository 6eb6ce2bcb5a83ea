using Banyan.Gateway.Spine;
using Banyan.Gateway.Switches;

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
        var kill = one.Asks is { } caller ? switches.Of(caller) : null;
        if (kill is not { CutsStreams: true } && one.Exchange is { } exchange)
        {
            kill = StreamCuts.Of(switches, exchange);
        }

        return kill is { CutsStreams: true } ? KillWords.Cut(kill) : null;
    }
}
