namespace Banyan.GraphQL.Transport.Streaming;

/// <summary>Counts what callers hold open, up to a bound for each key.</summary>
internal sealed class KeyCounter(int most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>Counts one more; false when the key has as many as it may.</summary>
    public bool TryEnter(string key)
    {
        lock (_gate)
        {
            var count = _open.GetValueOrDefault(key);
            if (count >= most)
            {
                return false;
            }

            _open[key] = count + 1;
            return true;
        }
    }

    /// <summary>One less.</summary>
    public void Leave(string key)
    {
        lock (_gate)
        {
            if (_open[key] == 1)
            {
                _open.Remove(key);
            }
            else
            {
                _open[key]--;
            }
        }
    }
}
