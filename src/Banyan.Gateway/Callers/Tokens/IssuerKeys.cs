using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers.Tokens;

/// <summary>The keys of one identity provider: read when they are first needed and when their life is over, once however many ask. Thread-safe.</summary>
/// <remarks>
/// A key nobody knows has them read again, at most once a minute. While the provider is away those read last serve for a day; a set that was read takes the place of the one
/// before whole, so that a key taken out of it is out. Up to twice their life nobody waits for the reading; afterwards everybody does, but no longer than it takes.
/// </remarks>
internal sealed class IssuerKeys(IKeySetSource source, TimeProvider time)
{
    private static readonly TimeSpan LongestStale = TimeSpan.FromHours(24), Between = TimeSpan.FromMinutes(1), BetweenAtFirst = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private KeySet? _keys;
    private long _readAt, _triedAt;
    private Task _reading = Task.CompletedTask;

    /// <summary>The keys in force; null while they can't be had.</summary>
    public async ValueTask<KeySet?> GetAsync(TokenIssuer issuer, CancellationToken cancellationToken)
    {
        var keys = Current;
        if (keys is not null && Age < issuer.KeysLife)
        {
            return keys;
        }

        if (IsReading(issuer, keys is null ? BetweenAtFirst : Between, out var reading) && (keys is null || Age >= issuer.KeysLife * 2))
        {
            await reading.WaitAsync(cancellationToken);
        }

        return Current;
    }

    /// <summary>The keys after they were read again, if that may be done now: for a token whose key is unknown.</summary>
    public async ValueTask<KeySet?> AgainAsync(TokenIssuer issuer, CancellationToken cancellationToken)
    {
        if (IsReading(issuer, Between, out var reading))
        {
            await reading.WaitAsync(cancellationToken);
        }

        return Current;
    }

    /// <summary>How long ago the keys in force were read; null while there are none.</summary>
    public TimeSpan? AgeOfKeys => Current is null ? null : Age;

    private TimeSpan Age => time.GetElapsedTime(Volatile.Read(ref _readAt));

    private KeySet? Current => Volatile.Read(ref _keys) is { } keys && Age < LongestStale ? keys : null;

    /// <summary>Whether keys are being read; a reading is begun where the last one was long enough ago.</summary>
    private bool IsReading(TokenIssuer issuer, TimeSpan between, out Task reading)
    {
        lock (_gate)
        {
            if (_reading.IsCompleted && (_triedAt == 0 || time.GetElapsedTime(_triedAt) >= between))
            {
                _triedAt = time.GetTimestamp();
                _reading = ReadAsync(issuer);
            }

            reading = _reading;
            return !reading.IsCompleted;
        }
    }

    private async Task ReadAsync(TokenIssuer issuer)
    {
        var at = issuer.KeysAt;
        if (at is null && KeyAddress.Discovery(issuer.Issuer) is { } discovery && await source.ReadAsync(discovery, mayBePrivate: true, CancellationToken.None) is { } document)
        {
            at = KeyAddress.Of(document, issuer.Issuer);
        }

        // A discovery document may name another host, but not lead into the private network.
        var isNamed = at is not null && (issuer.KeysAt is not null || (Uri.TryCreate(issuer.Issuer, UriKind.Absolute, out var own) && string.Equals(own.Authority, at.Authority, StringComparison.OrdinalIgnoreCase)));
        if (at is not null && await source.ReadAsync(at, isNamed, CancellationToken.None) is { } json && KeySet.Read(json) is { } keys)
        {
            Volatile.Write(ref _readAt, time.GetTimestamp());
            Volatile.Write(ref _keys, keys);
        }
    }
}
