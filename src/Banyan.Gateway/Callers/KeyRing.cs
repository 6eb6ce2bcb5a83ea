using System.Net;
using System.Security.Cryptography;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Callers;

/// <summary>Turns presented keys into callers, from memory alone. Thread-safe.</summary>
/// <remarks>
/// The keys are one immutable snapshot swapped by reference; nothing a request holds is ever written back to it, so a revoked key can't return.
/// While the store is away known keys are served up to 15 minutes; what can't be known then is a 503, never a 401.
/// </remarks>
public sealed class KeyRing : IDisposable
{
    /// <summary>Public id of a bootstrap key that is not in the form of a Banyan key.</summary>
    internal const string OpaqueId = "admin";

    /// <summary>Shortest and longest bootstrap key of free form.</summary>
    internal const int ShortestOpaque = 16, LongestOpaque = 128;

    /// <summary>What is told when a key was made, changed or taken back.</summary>
    internal const string Topic = "keys";

    private static readonly TimeSpan MostStale = TimeSpan.FromMinutes(15);
    private static readonly byte[] Dummy = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    internal static readonly CallerVerdict Refused =
        new(null, new Failure(FailureKind.NotAllowed, "invalid_api_key", "The key is missing or not accepted here. Send a valid Banyan key."));

    private static readonly CallerVerdict Elsewhere =
        new(null, new Failure(FailureKind.NotAllowed, "not_allowed", "This key may not be used from here: it is bound to other networks."));

    internal static readonly CallerVerdict Away =
        new(null, new Failure(FailureKind.Busy, "dependency_unavailable", "Keys can't be checked right now; retry shortly.") { RetryAfter = TimeSpan.FromSeconds(5) });

    private readonly IKeyStore _store;
    private readonly Pepper _pepper;
    private readonly TimeProvider _time;
    private readonly IChangeNotices? _notices;
    private readonly DoorLatch? _latch;
    private readonly SemaphoreSlim _refreshing = new(1);
    private readonly SecretDigest _digest = new();
    private volatile KeySnapshot? _snapshot;
    private long _confirmedAt;
    private TimeSpan _ageThen;
    private volatile bool _isBehind = true;

    internal KeyRing(IKeyStore store, Pepper pepper, TimeProvider time, IChangeNotices? notices = null, DoorLatch? latch = null) =>
        (_store, _pepper, _time, _notices, _latch) = (store, pepper, time, notices, latch);

    /// <summary>What was read last; null when nothing was.</summary>
    internal KeySnapshot? Snapshot => _snapshot;

    /// <summary>What was read last; null while the store is away.</summary>
    internal KeyPage? Read => IsCurrent ? _snapshot?.Page : null;

    /// <summary>Whether the last look at the store succeeded.</summary>
    public bool IsCurrent => !_isBehind;

    /// <summary>How long ago the store was last seen to agree, by this process or the one before; null when it never was.</summary>
    public TimeSpan? Age => _snapshot is null ? null : _time.GetElapsedTime(Volatile.Read(ref _confirmedAt)) + _ageThen;

    /// <summary>Whether known keys are served: the store was seen within the last 15 minutes, or the process began in them from a copy; and what stops asks was read, too.</summary>
    public bool IsServing => _snapshot is not null && _latch?.IsOpen != false && _time.GetElapsedTime(Volatile.Read(ref _confirmedAt)) <= MostStale;

    /// <summary>Finds who presents a key. Takes the same steps whether the key is unknown, wrong, revoked or expired.</summary>
    /// <param name="presented">The key.</param>
    /// <param name="from">The address it comes from; null where there is none, which is outside of every network a key is bound to.</param>
    /// <returns>The caller; <c>not_allowed</c> for a key in force that is bound to other networks.</returns>
    public CallerVerdict Find(ReadOnlySpan<char> presented, IPAddress? from = null)
    {
        if (!KeyFormat.TryParse(presented, out var id, out var secret) && !IsOpaque(presented, out id, out secret))
        {
            return Refused;
        }

        if (_snapshot is not { } snapshot || !IsServing)
        {
            return Away;
        }

        var entry = snapshot.Find(id);
        var now = _time.GetUtcNow();
        var (fits, fitsOld) = Check(entry, secret, now);
        if (entry is null)
        {
            // It may have been made since the store was last seen.
            return _isBehind ? Away : Refused;
        }

        var caller = fits ? entry.Caller : fitsOld ? entry.OldCaller : null;
        if (caller is null || !entry.IsInForce(caller.KeyGeneration, now))
        {
            return Refused;
        }

        if (!entry.IsFrom(from))
        {
            return Elsewhere;
        }

        entry.Touch(now.UtcTicks);
        return new CallerVerdict(caller, null);
    }

    /// <summary>Whether what a caller once presented is known to be in force no more: its key revoked, expired or gone, or its secret replaced and past its grace. False while nothing is known.</summary>
    public bool IsRevoked(Caller caller) => _snapshot is { } snapshot && snapshot.Find(caller.KeyId)?.IsInForce(caller.KeyGeneration, _time.GetUtcNow()) != true;

    /// <summary>Whether a caller found earlier may no more do all it could then: its key, its role or the key that made it was narrowed.</summary>
    public bool IsNarrowed(Caller caller) =>
        _snapshot?.Find(caller.KeyId) is { } entry && !ReferenceEquals(entry.Caller.Grants, caller.Grants) && !GrantBounds.Covers(entry.Caller.Grants, caller.Grants);

    /// <summary>Takes over what was changed here, and tells the other nodes to look.</summary>
    /// <exception cref="StoreAwayException">The store can't be reached; known keys stay in force.</exception>
    public async Task ChangedAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        if (_notices is not null)
        {
            try
            {
                await _notices.TellAsync(Topic, "", cancellationToken);
            }
            catch (StoreAwayException)
            {
                // A lost notice costs a second: every node looks by itself.
            }
        }
    }

    /// <summary>Looks at the store, and takes the keys over if they changed. Called every second, and at once after a change made here.</summary>
    /// <exception cref="StoreAwayException">The store can't be reached; known keys stay in force.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        var succeeded = false;
        try
        {
            var asked = _time.GetTimestamp();
            var before = _snapshot;
            if (before is null || await _store.RevisionAsync(cancellationToken) != before.Revision)
            {
                _snapshot = KeySnapshot.Build(await _store.ReadAllAsync(cancellationToken), before);
            }

            _ageThen = TimeSpan.Zero;
            Volatile.Write(ref _confirmedAt, asked);
            succeeded = true;
        }
        finally
        {
            _isBehind = !succeeded;
            _refreshing.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _refreshing.Dispose();

    /// <summary>Puts a copy in force until the store is reached: served as long as what a running process read last, and like that never the ground of a refusal.</summary>
    internal void Restore(KeyPage page, TimeSpan age)
    {
        _ageThen = age;
        Volatile.Write(ref _confirmedAt, _time.GetTimestamp());
        _snapshot = KeySnapshot.Build(page, null);
    }

    /// <summary>The keys as they were read last.</summary>
    internal IEnumerable<KeyRecord> Records => _snapshot?.Entries.Values.Select(entry => entry.Record) ?? [];

    /// <summary>Writes down when keys were last used, for those used since the last time.</summary>
    internal async Task WriteUsesAsync(CancellationToken cancellationToken)
    {
        var used = _snapshot?.Entries.Values.Where(entry => entry.UsedTicks > entry.WrittenTicks).ToArray() ?? [];
        if (used.Length == 0)
        {
            return;
        }

        var uses = used.ToDictionary(entry => entry.Record.PublicId, entry => new DateTimeOffset(entry.UsedTicks, TimeSpan.Zero), StringComparer.Ordinal);
        await _store.TouchAsync(uses, cancellationToken);
        foreach (var entry in used)
        {
            entry.WrittenTicks = uses[entry.Record.PublicId].UtcTicks;
        }
    }

    /// <summary>Finds out whether a secret fits: by the digest kept of one that did, else by the stored hashes. Only the right secret of a key in force is spared the second.</summary>
    private (bool Fits, bool FitsOld) Check(KeyEntry? entry, ReadOnlySpan<char> secret, DateTimeOffset now)
    {
        Span<byte> digest = stackalloc byte[SecretDigest.Bytes];
        _digest.Of(secret, digest);
        if (entry?.Knows(digest) == true && entry.IsInForce(entry.Caller.KeyGeneration, now))
        {
            return (true, false);
        }

        var compared = Compare(entry?.Record, secret);
        if (compared.Fits)
        {
            entry!.Learn(digest);
        }

        return compared;
    }

    /// <summary>Compares with both secrets of a key, or with none at all, in the same steps.</summary>
    private (bool Fits, bool FitsOld) Compare(KeyRecord? key, ReadOnlySpan<char> secret)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var version = key?.PepperVersion ?? _pepper.Current;
        _pepper.Hash(version, secret, hash);
        var fits = CryptographicOperations.FixedTimeEquals(hash, key?.Hash ?? Dummy);
        if (key?.Old is { } old && old.PepperVersion != version)
        {
            _pepper.Hash(old.PepperVersion, secret, hash);
        }

        return (fits, CryptographicOperations.FixedTimeEquals(hash, key?.Old?.Hash ?? Dummy));
    }

    /// <summary>A bootstrap key an operator chose freely; one that begins like ours must also end like ours.</summary>
    private static bool IsOpaque(ReadOnlySpan<char> presented, out ReadOnlySpan<char> id, out ReadOnlySpan<char> secret)
    {
        id = OpaqueId;
        secret = presented;
        return presented.Length is >= ShortestOpaque and <= LongestOpaque && !presented.StartsWith(KeyFormat.Prefix);
    }
}
