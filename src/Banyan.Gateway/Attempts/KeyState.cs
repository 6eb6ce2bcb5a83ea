using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Attempts;

/// <summary>What is known of one key of a provider. Thread-safe.</summary>
internal sealed class KeyState
{
    /// <summary>Calls under way with this key.</summary>
    public int InFlight;

    private readonly Lock _gate = new();
    private string? _refusedValue;
    private long _restsFrom;
    private TimeSpan _rest;
    private bool _isQuota;
    private TimeSpan _lastRest;

    /// <summary>Whether it was refused or its account is empty.</summary>
    public bool IsDead(ProviderKey key, TimeProvider time)
    {
        lock (_gate)
        {
            return IsRefused(key) || (_isQuota && LeftOfRest(time) > TimeSpan.Zero);
        }
    }

    /// <summary>How long it must still rest; a refused key rests until its value is replaced.</summary>
    public TimeSpan RestLeft(ProviderKey key, TimeProvider time)
    {
        lock (_gate)
        {
            return IsRefused(key) ? TimeSpan.MaxValue : LeftOfRest(time);
        }
    }

    public void Refuse(ProviderKey key)
    {
        lock (_gate)
        {
            _refusedValue = key.Secret.Reveal();
        }
    }

    public void Rest(TimeSpan span, bool isQuota, TimeProvider time)
    {
        lock (_gate)
        {
            (_restsFrom, _rest, _isQuota) = (time.GetTimestamp(), span, isQuota);
        }
    }

    /// <summary>The next rest where the provider named none: doubling from the first to the longest.</summary>
    public TimeSpan NextRest(TimeSpan first, TimeSpan longest)
    {
        lock (_gate)
        {
            _lastRest = _lastRest == TimeSpan.Zero ? first : TimeSpan.FromTicks(Math.Min(longest.Ticks, _lastRest.Ticks * 2));
            return _lastRest;
        }
    }

    public void Recovered()
    {
        lock (_gate)
        {
            _lastRest = TimeSpan.Zero;
        }
    }

    private bool IsRefused(ProviderKey key) => _refusedValue is not null && string.Equals(_refusedValue, key.Secret.Reveal(), StringComparison.Ordinal);

    private TimeSpan LeftOfRest(TimeProvider time)
    {
        var left = _rest == TimeSpan.Zero ? TimeSpan.Zero : _rest - time.GetElapsedTime(_restsFrom);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
