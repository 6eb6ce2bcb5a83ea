using System.Security.Cryptography;
using System.Text;

namespace Banyan.Gateway.Tools.Registry;

/// <summary>Ids of tools that are not rows: made from where they come from, so that every node and every start has the same.</summary>
internal static class DerivedId
{
    /// <summary>A UUID of version 8 (RFC 9562) out of a hash.</summary>
    public static Guid Of(string tenant, string origin)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}\n{origin}")).AsSpan(0, 16).ToArray();
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
