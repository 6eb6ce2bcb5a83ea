namespace Banyan.Gateway.Attempts;

/// <summary>Keeps hedges a bounded share of calls: each exchange that may be hedged earns a share of one, each hedge costs one. It begins with nothing. Thread-safe.</summary>
internal sealed class HedgeBudget
{
    private const double Most = 20;
    private readonly Lock _gate = new();
    private double _saved;

    /// <summary>Counts an exchange.</summary>
    public void Earn(double share)
    {
        lock (_gate)
        {
            _saved = Math.Min(Most, _saved + share);
        }
    }

    /// <summary>Takes one hedge; false when the share is used up.</summary>
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
