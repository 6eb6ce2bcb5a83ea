using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Banyan.Storage.Envelope;

/// <summary>Sealed signatures by tenant and call, for a day, within a bound of memory: the oldest go first.</summary>
internal sealed class SignatureShelf(TimeProvider time, long mostBytes = SignatureShelf.DefaultBytes)
{
    /// <summary>Longest signature kept.</summary>
    public const int MostBytesEach = 64 * 1024;

    private const int HashBytes = 16;
    private const long DefaultBytes = 64L * 1024 * 1024;
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<(string Tenant, UInt128 Call), (byte[] Sealed, DateTimeOffset Until)> _kept = new();
    private readonly ConcurrentQueue<((string Tenant, UInt128 Call) Place, DateTimeOffset Until)> _order = new();
    private long _bytes;

    /// <summary>Bytes kept now.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Keeps a sealed signature of a call for a day; a later one of the same call takes its place.</summary>
    public KeptSignature Put(string tenant, string callId, byte[] sealedBytes)
    {
        var kept = new KeptSignature(Hash(callId), sealedBytes, time.GetUtcNow() + Life);
        Put(tenant, kept);
        return kept;
    }

    /// <summary>Keeps a sealed signature until its own end.</summary>
    public void Put(string tenant, KeptSignature signature)
    {
        var (place, sealedBytes, until) = (Place(tenant, signature.Call), signature.Sealed, signature.Until);
        Interlocked.Add(ref _bytes, sealedBytes.Length);
        _kept.AddOrUpdate(place, (sealedBytes, until), (_, old) =>
        {
            Interlocked.Add(ref _bytes, -old.Sealed.Length);
            return (sealedBytes, until);
        });
        _order.Enqueue((place, until));
        Trim();
    }

    /// <summary>Call ids come from outside: they are kept as a hash of fixed size.</summary>
    public static byte[] Hash(string callId) => SHA256.HashData(Encoding.UTF8.GetBytes(callId))[..HashBytes];

    /// <summary>Finds a sealed signature; null when it is unknown or a day old.</summary>
    public byte[]? Find(string tenant, string callId) =>
        _kept.TryGetValue(Place(tenant, Hash(callId)), out var kept) && time.GetUtcNow() < kept.Until ? kept.Sealed : null;

    private void Trim()
    {
        var now = time.GetUtcNow();
        while (_order.TryPeek(out var oldest) && (oldest.Until <= now || Bytes > mostBytes) && _order.TryDequeue(out oldest))
        {
            // A place written again since has a later end, and a later turn.
            if (_kept.TryGetValue(oldest.Place, out var kept) && kept.Until <= oldest.Until && _kept.TryRemove(new(oldest.Place, kept)))
            {
                Interlocked.Add(ref _bytes, -kept.Sealed.Length);
            }
        }
    }

    private static (string Tenant, UInt128 Call) Place(string tenant, byte[] hash) => (tenant, BinaryPrimitives.ReadUInt128BigEndian(hash));
}
