using System.Text.Json;

namespace Banyan.Gateway.Callers.Tokens;

/// <summary>The public keys of an identity provider as they were read once. A token checked with one set is checked anew with the next.</summary>
internal sealed class KeySet(IReadOnlyList<SigningKey> keys)
{
    private const int MostKeys = 100;

    /// <summary>How many keys are of use.</summary>
    public int Count => keys.Count;

    /// <summary>Reads a key set (RFC 7517). Keys of no use are left out.</summary>
    /// <returns>Null when it is none.</returns>
    public static KeySet? Read(ReadOnlyMemory<byte> json) =>
        StrictJson.Object(json) is { } set && set.TryGetProperty("keys", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= MostKeys
            ? new KeySet([.. list.EnumerateArray().Select(SigningKey.Read).OfType<SigningKey>()])
            : null;

    /// <summary>The keys that may have signed a token: those of its key's name; for a token that names none the one there is.</summary>
    public IReadOnlyList<SigningKey> Of(JsonWebToken token)
    {
        var fitting = keys.Where(key => key.Fits(token.Algorithm) && (token.KeyName is null || key.Name == token.KeyName)).ToList();
        return token.KeyName is null && fitting.Count > 1 ? [] : fitting;
    }
}
