using Banyan.Gateway.Spine;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Metering;

/// <summary>Everybody who learns of exchanges. One that throws hurts neither the exchange nor the others.</summary>
internal sealed partial class ObserverRow(IEnumerable<IExchangeObserver> observers, ILogger<ObserverRow> log)
{
    private readonly IExchangeObserver[] _observers = [.. observers];

    /// <summary>Tells each of them of a beginning, in the order they were registered.</summary>
    public void Began(Exchange exchange) => Each(exchange, exchange.Id, static (observer, begun) => observer.Began(begun));

    /// <summary>Tells each of them of an end, in the order they were registered.</summary>
    public void Tell(ExchangeRecord record) => Each(record, record.Exchange.Id, static (observer, ended) => observer.Ended(ended));

    private void Each<T>(T what, ExchangeId id, Action<IExchangeObserver, T> tell)
    {
        foreach (var observer in _observers)
        {
            try
            {
                tell(observer, what);
            }
            catch (Exception bug)
            {
                // The one place that contains observers: they stand beside the exchange, never in its way.
                LogFailed(log, bug, observer.GetType().Name, id.Value);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Observer {Observer} failed on {RequestId}")]
    private static partial void LogFailed(ILogger logger, Exception bug, string observer, Guid requestId);
}
