using System.Security.Cryptography;
using System.Text;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Call ids that OpenAI takes.</summary>
internal static class ChatCallId
{
    private const int Longest = 40;

    /// <summary>The id itself, or when it is too long a hash of it: the same for a call and its result.</summary>
    public static string Fit(string id) =>
        id.Length <= Longest ? id : "call_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 12));
}
