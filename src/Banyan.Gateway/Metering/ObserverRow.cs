using Banyan.Gateway.Spine;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Metering;

/// <summary>Everybody who learns of ended exchanges. One that throws hurts neither the exchange nor the others.</summary>
internal sealed partial class ObserverRow(IEnumerable<IExchangeObserver> observers, ILogger<ObserverRow> log)
{
    private readonly IExchangeObserver[] _observers = [.. observers];

    /// <summary>Tells each of them, in the order they were registered.</summary>
    public void Tell(ExchangeRecord record)
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.Ended(record);
            }
            catch (Exception bug)
            {
                // The one place that contains observers: they stand beside the exchange, never in its way.
                LogFailed(log, bug, observer.GetType().Name, record.Exchange.Id.Value);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Observer {Observer} failed on {RequestId}")]
    private static partial void LogFailed(ILogger logger, Exception bug, string observer, Guid requestId);
}
