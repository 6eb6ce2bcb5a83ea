using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Banyan.Gateway.Spine;

namespace Banyan.Storage.Envelope;

/// <summary>Text as it lies in a database: a JSON string of <c>BYT1.version.base64</c>, the last being nonce, ciphertext and tag, bound to its place.</summary>
internal static class SealedText
{
    private const int NonceBytes = 12, TagBytes = 16;
    private const string Mark = "\"BYT1.";

    /// <summary>Encrypts a text.</summary>
    /// <param name="text">What is stored.</param>
    /// <param name="place">Where: the same bytes elsewhere are not opened.</param>
    /// <param name="key">The tenant's newest key.</param>
    public static string Seal(string text, string place, DataKey key)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var bytes = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(Derive(key), TagBytes);
        aes.Encrypt(bytes.AsSpan(0, NonceBytes), plain, bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(bytes.Length - TagBytes), Encoding.UTF8.GetBytes(place));
        return string.Create(CultureInfo.InvariantCulture, $"{Mark}{key.Version}.{Convert.ToBase64String(bytes)}\"");
    }

    /// <summary>Decrypts a text; one that was stored before texts were encrypted is given back as it is.</summary>
    /// <exception cref="StoreAwayException">None of the tenant's keys opens it here.</exception>
    public static string Open(string stored, string place, IReadOnlyList<DataKey> keys)
    {
        if (!stored.StartsWith(Mark, StringComparison.Ordinal))
        {
            return stored;
        }

        var parts = stored.Split('.');
        var key = keys.FirstOrDefault(key => key.Version.ToString(CultureInfo.InvariantCulture) == parts[1])
            ?? throw new StoreAwayException($"There is no key {parts[1]} to open what is stored.");
        var bytes = Convert.FromBase64String(parts[2].TrimEnd('"'));
        var plain = new byte[bytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(Derive(key), TagBytes);
        try
        {
            aes.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(bytes.Length - TagBytes), plain, Encoding.UTF8.GetBytes(place));
        }
        catch (AuthenticationTagMismatchException forged)
        {
            throw new StoreAwayException("What is stored does not open in its place.", forged);
        }

        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>A key for this use alone: the tenant's key itself encrypts no record.</summary>
    private static byte[] Derive(DataKey key) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Key, 32, info: "stored text"u8.ToArray());
}
