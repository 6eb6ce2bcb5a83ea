namespace Banyan.Gateway.Spine;

/// <summary>Learns of ended exchanges: metrics, logs, later audit and feeds. Contained: what it throws never reaches an exchange.</summary>
public interface IExchangeObserver
{
    /// <summary>Takes in the record of an ended exchange. Must be quick and must not block.</summary>
    void Ended(ExchangeRecord record);
}
