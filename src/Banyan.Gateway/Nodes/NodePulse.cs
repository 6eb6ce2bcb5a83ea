using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Nodes;

/// <summary>Counts what this process has under way. Thread-safe, allocates nothing.</summary>
internal sealed class NodePulse : IExchangeObserver
{
    private long _begun, _ended;

    /// <summary>Asks that began since the start.</summary>
    public long Begun => Interlocked.Read(ref _begun);

    /// <summary>Answers under way.</summary>
    public int Active => (int)Math.Max(0, Begun - Interlocked.Read(ref _ended));

    /// <inheritdoc />
    public void Began(Exchange exchange) => Interlocked.Increment(ref _begun);

    /// <inheritdoc />
    public void Ended(ExchangeRecord record) => Interlocked.Increment(ref _ended);
}
