namespace Banyan.Gateway.Attempts;

/// <summary>Keeps retries a bounded share of traffic: each exchange earns a share of one retry, each retry costs one. Thread-safe.</summary>
internal sealed class RetryBudget
{
    private const double Most = 100;
    private readonly Lock _gate = new();
    private double _saved = 10;

    /// <summary>Counts an exchange.</summary>
    public void Earn(double share)
    {
        lock (_gate)
        {
            _saved = Math.Min(Most, _saved + share);
        }
    }

    /// <summary>Takes one retry; false when the share is used up.</summary>
    public bool TrySpend()
    {
        lock (_gate)
        {
            if (_saved < 1)
            {
                return false;
            }

            _saved--;
            return true;
        }
    }
}
