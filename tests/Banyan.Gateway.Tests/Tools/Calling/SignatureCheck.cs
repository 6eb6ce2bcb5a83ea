using System.Security.Cryptography;
using System.Text;
using Banyan.TestKit.Wall;

namespace Banyan.Gateway.Tests.Tools.Calling;

/// <summary>Checks a signature as a receiver would who follows Standard Webhooks.</summary>
internal static class SignatureCheck
{
    public static bool Fits(WallRequest request, ReadOnlySpan<byte> key)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{request.Header("webhook-id")}.{request.Header("webhook-timestamp")}."), .. request.Body];
        return request.Header("webhook-signature") == "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
    }
}
