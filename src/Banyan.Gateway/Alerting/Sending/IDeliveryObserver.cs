namespace Banyan.Gateway.Alerting.Sending;

/// <summary>Learns of attempts to deliver. Must be quick, must not block and must not throw.</summary>
public interface IDeliveryObserver
{
    /// <summary>An attempt ended.</summary>
    /// <param name="result">What became of it.</param>
    /// <param name="isLast">Whether nothing more is tried.</param>
    void Attempted(AttemptResult result, bool isLast);
}
