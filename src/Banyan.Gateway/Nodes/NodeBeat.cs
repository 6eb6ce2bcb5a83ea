using System.Globalization;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Nodes;

/// <summary>Says every few seconds that this process lives and how it does, and at the end that it is gone.</summary>
internal sealed partial class NodeBeat(INodeBook book, NodePulse pulse, ICatalog catalog, TimeProvider time, ILogger<NodeBeat> log) : BackgroundService, INodes
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Forget = TimeSpan.FromDays(1);
    private readonly Guid _id = Guid.CreateVersion7(time.GetUtcNow());
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private long _at = time.GetTimestamp();
    private long _begun;
    private bool _isAway;

    /// <inheritdoc />
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}");

    /// <inheritdoc />
    public async Task<IReadOnlyList<NodeStatus>> ListAsync(CancellationToken cancellationToken) =>
        await book.ListAsync(time.GetUtcNow() - INodes.Life, cancellationToken);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await book.LeaveAsync(_id, cancellationToken);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // It is forgotten by itself.
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await book.SayAsync(Now(), time.GetUtcNow() - Forget, stoppingToken);
                _isAway = false;
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                // Away, or not set up yet: saying it is worth no more than that.
                if (!_isAway)
                {
                    LogAway(log, failed);
                }

                _isAway = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private NodeStatus Now()
    {
        var (begun, since) = (pulse.Begun, time.GetElapsedTime(_at));
        var rate = since > TimeSpan.Zero ? (begun - _begun) / since.TotalSeconds : 0;
        (_begun, _at) = (begun, time.GetTimestamp());
        return new NodeStatus(_id, Name, _startedAt, Math.Round(rate, 2), pulse.Active, catalog.Current.Version, time.GetUtcNow());
    }

    [LoggerMessage(EventId = 3231, EventName = "node_unsaid", Level = LogLevel.Warning, Message = "The database can't be told that this node lives; other nodes may list it as gone.")]
    private static partial void LogAway(ILogger logger, Exception failed);
}
