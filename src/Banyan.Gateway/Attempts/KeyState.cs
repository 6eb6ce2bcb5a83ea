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
    private string? _lastError;
    private long _lastUsedTicks;

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

    /// <summary>Begins a call with the key.</summary>
    public void Enter(DateTimeOffset now)
    {
        Interlocked.Increment(ref InFlight);
        Volatile.Write(ref _lastUsedTicks, now.UtcTicks);
    }

    /// <summary>How it stands, for operators.</summary>
    public KeyReading Read(ProviderKey key, TimeProvider time)
    {
        var used = Volatile.Read(ref _lastUsedTicks);
        lock (_gate)
        {
            var left = LeftOfRest(time);
            return new KeyReading(IsRefused(key), left > TimeSpan.Zero ? time.GetUtcNow() + left : null, _lastError, used == 0 ? null : new DateTimeOffset(used, TimeSpan.Zero));
        }
    }

    public void Refuse(ProviderKey key, string code)
    {
        lock (_gate)
        {
            (_refusedValue, _lastError) = (key.Secret.Reveal(), code);
        }
    }

    public void Rest(TimeSpan span, bool isQuota, string code, TimeProvider time)
    {
        lock (_gate)
        {
            (_restsFrom, _rest, _isQuota, _lastError) = (time.GetTimestamp(), span, isQuota, code);
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

    /// <summary>Whether it was refused with the value it has still.</summary>
    public bool WasRefused(ProviderKey key)
    {
        lock (_gate)
        {
            return IsRefused(key);
        }
    }

    private bool IsRefused(ProviderKey key) => _refusedValue is not null && string.Equals(_refusedValue, key.Secret.Reveal(), StringComparison.Ordinal);

    private TimeSpan LeftOfRest(TimeProvider time)
    {
        var left = _rest == TimeSpan.Zero ? TimeSpan.Zero : _rest - time.GetElapsedTime(_restsFrom);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
