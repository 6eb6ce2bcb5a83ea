using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Ids made by hash, so that the same answer or ask gets the same ids on every node.</summary>
internal static class DerivedId
{
    private const int HexDigits = 32;
    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>Makes <c>prefix</c> + 32 hex digits of what identifies the thing.</summary>
    public static string Make(string prefix, string seed) =>
        prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(prefix + seed)))[..HexDigits];

    /// <summary>Whether an id has the form made here; providers' own are longer.</summary>
    public static bool IsOurs(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> id) =>
        id.Length == prefix.Length + HexDigits && id.StartsWith(prefix) && id[prefix.Length..].IndexOfAnyExcept(Hex) < 0;
}
