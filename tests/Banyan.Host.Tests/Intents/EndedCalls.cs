using System.Collections.Concurrent;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Tests.Intents;

/// <summary>Notes every model call that ended.</summary>
internal sealed class EndedCalls : IExchangeObserver
{
    private readonly ConcurrentQueue<ExchangeRecord> _all = new();

    public IReadOnlyCollection<ExchangeRecord> All => _all;

    public void Ended(ExchangeRecord record) => _all.Enqueue(record);
}
