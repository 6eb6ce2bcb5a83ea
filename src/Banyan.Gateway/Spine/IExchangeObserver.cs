namespace Banyan.Gateway.Spine;

/// <summary>Learns of exchanges as they begin and end: metrics, logs, later audit and feeds. Contained: what it throws never reaches an exchange.</summary>
public interface IExchangeObserver
{
    /// <summary>Takes in that an exchange has begun; exactly one <see cref="Ended"/> follows. Must be quick and must not block.</summary>
    void Began(Exchange exchange)
    {
    }

    /// <summary>Takes in the record of an ended exchange. Must be quick and must not block.</summary>
    void Ended(ExchangeRecord record);
}
