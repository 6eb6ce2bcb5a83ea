using System.Security.Cryptography;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers;

/// <summary>The first key: given by the operator, or made at the first start and printed once. No other default credential exists.</summary>
public sealed class BootstrapKey
{
    private const string Name = "bootstrap", Tenant = "default", Service = "admin";
    private const int ShortestBeyondLoopback = 32, FewestDifferent = 6;

    private static readonly string[] Placeholders =
        ["changeme", "change_me", "change-me", "your_key", "your-key", "yourkey", "placeholder", "example", "password", "secret_here", "insert", "replace", "xxxx", "0123456789", "abcdefgh"];

    private readonly IKeyStore _store;
    private readonly KeyRing _ring;
    private readonly Pepper _pepper;
    private readonly TimeProvider _time;

    internal BootstrapKey(IKeyStore store, KeyRing ring, Pepper pepper, TimeProvider time) => (_store, _ring, _pepper, _time) = (store, ring, pepper, time);

    /// <summary>Why a given key must refuse the start, in words with the remedy; null when it is fit.</summary>
    public static string? Problem(string given, bool listensBeyondLoopback)
    {
        const string Remedy = "Give a random one, or none: one is then made and printed.";
        if (given.Length < KeyRing.ShortestOpaque || given.Length > KeyRing.LongestOpaque)
        {
            return $"BANYAN_ADMIN_KEY must have {KeyRing.ShortestOpaque} to {KeyRing.LongestOpaque} characters. {Remedy}";
        }

        if (listensBeyondLoopback && given.Length < ShortestBeyondLoopback)
        {
            return $"BANYAN_ADMIN_KEY must have at least {ShortestBeyondLoopback} characters when Banyan listens beyond this machine. {Remedy}";
        }

        if (given.Any(character => character is <= ' ' or > '~'))
        {
            return $"BANYAN_ADMIN_KEY may hold visible ASCII characters only. {Remedy}";
        }

        if (given.StartsWith(KeyFormat.Prefix, StringComparison.Ordinal) && !KeyFormat.TryParse(given, out _, out _))
        {
            return $"BANYAN_ADMIN_KEY looks like a Banyan key but its checksum is wrong. {Remedy}";
        }

        var isPlaceholder = given.Distinct().Count() < FewestDifferent || Placeholders.Any(word => given.Contains(word, StringComparison.OrdinalIgnoreCase));
        return isPlaceholder && !KeyFormat.TryParse(given, out _, out _) ? $"BANYAN_ADMIN_KEY is a placeholder. {Remedy}" : null;
    }

    /// <summary>Puts the given key in force in place of an earlier bootstrap key; without one, makes one if no administrator has a key.</summary>
    /// <returns>The key made, to be printed once; null when none was made.</returns>
    /// <exception cref="StoreAwayException">The store can't be reached.</exception>
    public async Task<string?> EnsureAsync(string? given, CancellationToken cancellationToken)
    {
        var keys = (await _store.ReadAllAsync(cancellationToken)).Keys;
        if (given is null && keys.Any(key => key is { Role: Role.Admin, IsRevoked: false }))
        {
            return null;
        }

        var made = given is null ? KeyFormat.Make(isTest: false) : null;
        await PutAsync(given ?? made!, keys, cancellationToken);
        await _ring.RefreshAsync(cancellationToken);
        return made;
    }

    private async Task PutAsync(string key, IReadOnlyList<KeyRecord> keys, CancellationToken cancellationToken)
    {
        var record = Record(key);
        var known = keys.FirstOrDefault(earlier => earlier.PublicId == record.PublicId);
        if (known is not { IsRevoked: false, Role: Role.Admin } || !CryptographicOperations.FixedTimeEquals(known.Hash, record.Hash))
        {
            await _store.PutAsync(record, null, cancellationToken);
        }

        // The new one stands first: the last administrator's key is never taken back.
        foreach (var earlier in keys.Where(earlier => earlier is { Name: Name, Role: Role.Admin, IsRevoked: false } && earlier.PublicId != record.PublicId))
        {
            await _store.RevokeAsync(earlier.Tenant, earlier.PublicId, null, cancellationToken);
        }
    }

    private KeyRecord Record(string key)
    {
        var isOurs = KeyFormat.TryParse(key, out var id, out var secret);
        var now = _time.GetUtcNow();
        return new KeyRecord
        {
            Id = Guid.CreateVersion7(now),
            PublicId = isOurs ? id.ToString() : KeyRing.OpaqueId,
            Tenant = Tenant,
            Service = Service,
            Name = Name,
            Role = Role.Admin,
            Grants = Grants.All,
            Hash = _pepper.Hash(isOurs ? secret : key),
            PepperVersion = _pepper.Current,
            CreatedAt = now,
        };
    }
}
