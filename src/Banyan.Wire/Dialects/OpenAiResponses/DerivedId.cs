using System.Security.Cryptography;
using System.Text;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Ids made by hash, so that the same answer or ask gets the same ids on every node.</summary>
internal static class DerivedId
{
    private const int HexDigits = 32;

    /// <summary>Makes <c>prefix</c> + 32 hex digits of what identifies the thing.</summary>
    public static string Make(string prefix, string seed) =>
        prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(prefix + seed)))[..HexDigits];
}
