using System.Threading.Channels;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Alerting.Sending;

/// <summary>Events that happened outside of any transaction and are not written down yet, a thousand at most. Whoever tells needs no store for it.</summary>
internal sealed class EventQueue : IServiceEvents
{
    private const int MostWaiting = 1_000;

    private readonly Channel<ServiceEvent> _happened = Channel.CreateBounded<ServiceEvent>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    /// <inheritdoc />
    public void Tell(ServiceEvent happened) => _happened.Writer.TryWrite(happened);

    /// <summary>Reads them in their order, until there will be no more.</summary>
    public IAsyncEnumerable<ServiceEvent> ReadAsync(CancellationToken cancellationToken) => _happened.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Takes no more.</summary>
    public void Complete() => _happened.Writer.TryComplete();
}
