using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Banyan.Gateway.Callers;

/// <summary>The form of a key: <c>byn_{live|test}_{id: 8}_{secret: 43}_{checksum: 6}</c>, all base 62.</summary>
/// <remarks>The prefix can be found by secret scanners; the checksum is a CRC-32 of everything before its underscore and refuses typos without a look-up.</remarks>
internal static class KeyFormat
{
    public const string Prefix = "byn_";
    public const int IdLength = 8;
    private const int SecretLength = 43;
    private const int SecretBytes = 32;
    private const int ChecksumLength = 6;
    private const int IdAt = 9;
    private const int SecretAt = IdAt + IdLength + 1;
    private const int ChecksumAt = SecretAt + SecretLength + 1;
    private const int Length = ChecksumAt + ChecksumLength;

    /// <summary>Makes a new random key.</summary>
    public static string Make(bool isTest) => Make(Base62.Random(IdLength), isTest);

    /// <summary>Makes a new random key of a known id.</summary>
    public static string Make(string id, bool isTest = false)
    {
        Span<byte> secret = stackalloc byte[SecretBytes];
        RandomNumberGenerator.Fill(secret);
        var key = Make(isTest, id, secret);
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }

    /// <summary>Makes the key of given parts.</summary>
    public static string Make(bool isTest, string id, ReadOnlySpan<byte> secret)
    {
        Span<char> digits = stackalloc char[SecretLength];
        Base62.Encode(secret, digits);
        var body = $"{Prefix}{(isTest ? "test" : "live")}_{id}_{digits}";
        Span<char> checksum = stackalloc char[ChecksumLength];
        WriteChecksum(body, checksum);
        return $"{body}_{checksum}";
    }

    /// <summary>Takes a presented key apart; false when its form or checksum is wrong.</summary>
    public static bool TryParse(ReadOnlySpan<char> key, out ReadOnlySpan<char> id, out ReadOnlySpan<char> secret)
    {
        id = default;
        secret = default;
        if (key.Length != Length || !HasFrame(key))
        {
            return false;
        }

        var idPart = key.Slice(IdAt, IdLength);
        var secretPart = key.Slice(SecretAt, SecretLength);
        if (!Base62.IsAll(idPart) || !Base62.IsAll(secretPart))
        {
            return false;
        }

        Span<char> checksum = stackalloc char[ChecksumLength];
        WriteChecksum(key[..(ChecksumAt - 1)], checksum);
        if (!key[ChecksumAt..].SequenceEqual(checksum))
        {
            return false;
        }

        id = idPart;
        secret = secretPart;
        return true;
    }

    /// <summary>Takes a key that was made here apart.</summary>
    /// <exception cref="ArgumentException">It was not.</exception>
    public static (string Id, string Secret) Split(string key) =>
        TryParse(key, out var id, out var secret) ? (id.ToString(), secret.ToString()) : throw new ArgumentException("Not a Banyan key.", nameof(key));

    private static bool HasFrame(ReadOnlySpan<char> key) =>
        (key.StartsWith("byn_live_") || key.StartsWith("byn_test_")) && key[SecretAt - 1] == '_' && key[ChecksumAt - 1] == '_';

    private static void WriteChecksum(ReadOnlySpan<char> body, Span<char> digits)
    {
        Span<byte> crc = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(crc, Crc32.Of(body));
        Base62.Encode(crc, digits);
    }
}
