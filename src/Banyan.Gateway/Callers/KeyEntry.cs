using System.Net;
using System.Security.Cryptography;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers;

/// <summary>A key in memory, ready to answer: made once per change of the keys, shared by all requests.</summary>
internal sealed class KeyEntry(KeyRecord record, Caller caller, bool isStopped)
{
    private readonly IPNetwork[]? _networks = NetworkWords.Read(caller.Grants.Networks);
    private byte[]? _checked;
    private long _usedTicks = record.LastUsedAt?.UtcTicks ?? 0;

    /// <summary>As stored.</summary>
    public KeyRecord Record { get; } = record;

    /// <summary>Who presents it.</summary>
    public Caller Caller { get; } = caller;

    /// <summary>Who presents the secret before the present one; null when there was none.</summary>
    public Caller? OldCaller { get; } = record.Old is null ? null : caller with { KeyGeneration = record.Generation - 1 };

    /// <summary>When it was last used.</summary>
    public long UsedTicks => Volatile.Read(ref _usedTicks);

    /// <summary>The use last written down.</summary>
    public long WrittenTicks { get; set; } = record.LastUsedAt?.UtcTicks ?? 0;

    /// <summary>Whether the key, and its service, are in force at an instant for who presented a secret of a generation.</summary>
    public bool IsInForce(int generation, DateTimeOffset now) =>
        !isStopped && Record.IsInForce(now) && (generation == Record.Generation || (generation == Record.Generation - 1 && Record.Old is { } old && now < old.Until));

    /// <summary>Whether it may be used from an address; one that is not known is outside of every network.</summary>
    public bool IsFrom(IPAddress? address)
    {
        if (_networks is not { } networks)
        {
            return true;
        }

        var from = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        foreach (var network in networks)
        {
            if (from is not null && network.Contains(from))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a digest is that of the present secret, as checked before against its hash. Takes as long whichever it is.</summary>
    public bool Knows(ReadOnlySpan<byte> digest) => _checked is { } known && CryptographicOperations.FixedTimeEquals(known, digest);

    /// <summary>Notes the digest of a secret that fits the present hash. A changed key is a new entry, which knows nothing.</summary>
    public void Learn(ReadOnlySpan<byte> digest) => _checked = digest.ToArray();

    /// <summary>Notes a use.</summary>
    public void Touch(long utcTicks)
    {
        if (utcTicks > Volatile.Read(ref _usedTicks))
        {
            Volatile.Write(ref _usedTicks, utcTicks);
        }
    }
}
