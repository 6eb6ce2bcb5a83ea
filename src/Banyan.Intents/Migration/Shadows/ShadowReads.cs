using System.Threading.Channels;
using Banyan.Intents.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents.Migration.Shadows;

/// <summary>Waits for answered reads and has them compared, two at a time, far from the users' way. What finds no place in the queue is not compared.</summary>
internal sealed partial class ShadowReads(ShadowCompare compare, RouteRules rules, ILogger<ShadowReads> log) : BackgroundService
{
    private const int MostWaiting = 256, AtOnce = 2;

    private readonly Channel<ShadowRead> _waiting = Channel.CreateBounded<ShadowRead>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Takes a read when it is sampled. A write is never taken, whoever asks.</summary>
    public void Take(ShadowRead read)
    {
        if (read.Intent.Effect != Effect.Read)
        {
            LogWrite(log, read.Intent.Key);
            return;
        }

        var settings = rules.Settings.Current;
        var sample = settings.Stages.GetValueOrDefault(read.Intent.Key)?.Sample ?? 1;
        if (Buckets.IsSampled(settings.Seed, "shadow", read.RunId, read.StepId, sample))
        {
            _waiting.Writer.TryWrite(read with { Arguments = read.Arguments.Clone(), Result = read.Result.Clone() });
        }
    }

    /// <summary>Compares what waits now.</summary>
    public async Task CompareWaitingAsync(CancellationToken cancellationToken)
    {
        while (_waiting.Reader.TryRead(out var read))
        {
            try
            {
                await compare.RunAsync(read, cancellationToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LogFailed(log, failed, read.Intent.Key);
            }
        }
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => LoopAsync(stoppingToken)));

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(cancellationToken))
        {
            await CompareWaitingAsync(cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Intent} writes and was handed over for comparison; it was not sent")]
    private static partial void LogWrite(ILogger logger, string intent);

    [LoggerMessage(Level = LogLevel.Error, Message = "A comparison of {Intent} failed")]
    private static partial void LogFailed(ILogger logger, Exception failed, string intent);
}
