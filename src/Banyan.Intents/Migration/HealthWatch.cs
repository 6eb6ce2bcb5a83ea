using Banyan.Intents.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents.Migration;

/// <summary>Asks the health path of every backend of the catalogue every five seconds, so that a backend that comes or goes is noticed without a user's call.</summary>
internal sealed partial class HealthWatch(IIntentCatalogue catalogue, Circuits circuits, HealthWatch.Asking asking, ILogger<HealthWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>Asks every backend once.</summary>
    public Task LookAsync(CancellationToken cancellationToken)
    {
        if (asking.Probe is not { } probe)
        {
            return Task.CompletedTask;
        }

        var backends = catalogue.Current.Intents.Values
            .SelectMany(intent => new[] { intent.Legacy?.Backend, intent.Modern?.Backend }).OfType<Backend>().DistinctBy(backend => backend.Name, StringComparer.Ordinal);
        return Task.WhenAll(backends.Select(backend => AskAsync(probe, backend, cancellationToken)));
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, asking.Time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    private async Task AskAsync(IHealthProbe probe, Backend backend, CancellationToken cancellationToken)
    {
        try
        {
            circuits.Heard(backend, await probe.IsWellAsync(backend, cancellationToken));
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            LogFailed(log, failed, backend.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The health of {Backend} could not be asked")]
    private static partial void LogFailed(ILogger logger, Exception failed, string backend);

    /// <summary>Who asks, and when.</summary>
    /// <param name="Probe">Null when nothing can ask: breakers alone decide then.</param>
    /// <param name="Time">The clock.</param>
    internal sealed record Asking(IHealthProbe? Probe, TimeProvider Time);
}
