using System.Text;
using System.Text.Json;

namespace Banyan.Gateway.Callers.Tokens;

/// <summary>A signed token taken apart, nothing of it believed yet: the compact form of RFC 7515 alone.</summary>
internal sealed class JsonWebToken
{
    /// <summary>Longest token. <value>8,192 characters.</value></summary>
    public const int Longest = 8_192;

    private const int LongestKeyName = 128;

    // Members that would let a token say how it is to be checked, or that change what is signed.
    private static readonly string[] Refused = ["crit", "jku", "x5u", "x5c", "jwk", "enc", "zip", "b64", "epk"];

    private JsonWebToken(string algorithm, string? keyName, JsonElement claims, byte[] signed, byte[] signature) =>
        (Algorithm, KeyName, Claims, Signed, Signature) = (algorithm, keyName, claims, signed, signature);

    /// <summary>How it says it is signed.</summary>
    public string Algorithm { get; }

    /// <summary>The name of its key: a word to look up, and nothing else; null when it gives none.</summary>
    public string? KeyName { get; }

    /// <summary>What it says.</summary>
    public JsonElement Claims { get; }

    /// <summary>The bytes that are signed.</summary>
    public byte[] Signed { get; }

    /// <summary>The signature.</summary>
    public byte[] Signature { get; }

    /// <summary>Takes a text apart.</summary>
    /// <returns>Null when it is no token, or one of a kind that is not taken.</returns>
    public static JsonWebToken? Read(string text, out TokenFault fault)
    {
        fault = TokenFault.TooLong;
        if (text.Length > Longest)
        {
            return null;
        }

        fault = TokenFault.Form;
        var first = text.IndexOf('.', StringComparison.Ordinal);
        var second = first < 0 ? -1 : text.IndexOf('.', first + 1);
        if (first < 1 || second < first + 2 || second == text.Length - 1 || text.IndexOf('.', second + 1) >= 0)
        {
            return null;
        }

        fault = TokenFault.Encoding;
        if (StrictBase64Url.Decode(text.AsSpan(0, first)) is not { } head
            || StrictBase64Url.Decode(text.AsSpan(first + 1, second - first - 1)) is not { } body
            || StrictBase64Url.Decode(text.AsSpan(second + 1)) is not { } signature)
        {
            return null;
        }

        fault = TokenFault.Json;
        if (StrictJson.Object(head) is not { } header || StrictJson.Object(body) is not { } claims)
        {
            return null;
        }

        fault = HeaderFault(header);
        return fault == TokenFault.None
            ? new JsonWebToken(StrictJson.Text(header, "alg")!, StrictJson.Text(header, "kid"), claims, Encoding.ASCII.GetBytes(text[..second]), signature)
            : null;
    }

    private static TokenFault HeaderFault(JsonElement header)
    {
        if (Refused.Any(name => header.TryGetProperty(name, out _)) || StrictJson.Text(header, "alg") is not { Length: > 0 })
        {
            return TokenFault.Header;
        }

        if (header.TryGetProperty("typ", out var type) && !IsType(StrictJson.Text(type)))
        {
            return TokenFault.Header;
        }

        return header.TryGetProperty("kid", out var name) && !IsKeyName(StrictJson.Text(name)) ? TokenFault.KeyName : TokenFault.None;
    }

    // Tokens made for another purpose (logout, proof of possession) say so here.
    private static bool IsType(string? type) =>
        type is not null && (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) ? type["application/".Length..] : type).ToLowerInvariant() is "jwt" or "at+jwt";

    private static bool IsKeyName(string? name) =>
        name is { Length: > 0 and <= LongestKeyName } && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '~' or '+' or '/' or '=' or ':' or '@');
}
