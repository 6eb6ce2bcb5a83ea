using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Banyan.GraphQL.Transport.Documents;

/// <summary>The SHA-256 of a document's text.</summary>
internal readonly record struct DocumentHash(UInt128 High, UInt128 Low)
{
    /// <summary>Works it out.</summary>
    public static DocumentHash Of(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = ArrayPool<byte>.Shared.Rent(most);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)), hash);
        ArrayPool<byte>.Shared.Return(rented);
        return new DocumentHash(
            System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash), System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
    }

    /// <inheritdoc />
    public override string ToString() => $"{High:x32}{Low:x32}";
}
