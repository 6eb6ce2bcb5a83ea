using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Banyan.Storage.Envelope;

/// <summary>Sealed signatures by tenant and call, for a day, within a bound of memory: the oldest go first.</summary>
internal sealed class SignatureShelf(TimeProvider time, long mostBytes = SignatureShelf.DefaultBytes)
{
    /// <summary>Longest signature kept.</summary>
    public const int MostBytesEach = 64 * 1024;

    private const long DefaultBytes = 64L * 1024 * 1024;
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<(string Tenant, UInt128 Call), (byte[] Sealed, DateTimeOffset Until)> _kept = new();
    private readonly ConcurrentQueue<((string Tenant, UInt128 Call) Place, DateTimeOffset Until)> _order = new();
    private long _bytes;

    /// <summary>Bytes kept now.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Keeps a sealed signature; a later one of the same call takes its place.</summary>
    public void Put(string tenant, string callId, byte[] sealedBytes)
    {
        var (place, until) = (Place(tenant, callId), time.GetUtcNow() + Life);
        Interlocked.Add(ref _bytes, sealedBytes.Length);
        _kept.AddOrUpdate(place, (sealedBytes, until), (_, old) =>
        {
            Interlocked.Add(ref _bytes, -old.Sealed.Length);
            return (sealedBytes, until);
        });
        _order.Enqueue((place, until));
        Trim();
    }

    /// <summary>Finds a sealed signature; null when it is unknown or a day old.</summary>
    public byte[]? Find(string tenant, string callId) =>
        _kept.TryGetValue(Place(tenant, callId), out var kept) && time.GetUtcNow() < kept.Until ? kept.Sealed : null;

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

    /// <summary>Call ids come from outside: they are kept as a hash of fixed size.</summary>
    private static (string Tenant, UInt128 Call) Place(string tenant, string callId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(callId), hash);
        return (tenant, System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash));
    }
}
