using System.Security.Cryptography;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Upstreams.Mock;

/// <summary>Makes ids from what was asked, so that the same ask gives the same answer.</summary>
internal static class MockIdentity
{
    /// <summary>Sixteen hexadecimal digits of the body's hash.</summary>
    public static string Of(WireBody ask) => Convert.ToHexStringLower(SHA256.HashData(ask.Bytes.Span).AsSpan(0, 8));
}
