using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Banyan.Gateway.Callers;

/// <summary>The secret that key hashes are made with, by version: a stolen table alone lets nobody test a key.</summary>
/// <remarks>The file holds one line per version, <c>1:{base64 of 32 bytes}</c>; the highest makes new hashes, the others still check old ones.</remarks>
internal sealed class Pepper
{
    private const string FileName = "pepper";
    private const int Bytes = 32;
    private const int MostSecretBytes = 512;
    private readonly Dictionary<int, byte[]> _versions;

    private Pepper(Dictionary<int, byte[]> versions)
    {
        _versions = versions;
        Current = versions.Keys.Max();
    }

    /// <summary>The version new hashes are made with.</summary>
    public int Current { get; }

    /// <summary>Reads the pepper, and makes one at the first start.</summary>
    public static Pepper Load(ISecretFile files)
    {
        var text = files.ReadOrCreate(FileName, secret => $"1:{Convert.ToBase64String(secret)}\n");
        var versions = new Dictionary<int, byte[]>();
        Span<byte> value = stackalloc byte[Bytes];
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || !int.TryParse(line.AsSpan(0, colon), CultureInfo.InvariantCulture, out var version)
                || !Convert.TryFromBase64String(line[(colon + 1)..], value, out var written) || written != Bytes)
            {
                throw new InvalidDataException($"The file '{FileName}' is damaged: each line must be a version, a colon and 32 bytes in base64. Restore it from the backup.");
            }

            versions[version] = value.ToArray();
        }

        return versions.Count > 0 ? new Pepper(versions) : throw new InvalidDataException($"The file '{FileName}' is empty. Restore it from the backup.");
    }

    /// <summary>Hashes a secret into 32 bytes. An unknown version takes as long and fits nothing.</summary>
    public void Hash(int version, ReadOnlySpan<char> secret, Span<byte> hash)
    {
        Span<byte> bytes = stackalloc byte[MostSecretBytes];
        var written = Encoding.UTF8.GetBytes(secret, bytes);
        HMACSHA256.HashData(_versions.GetValueOrDefault(version) ?? _versions[Current], bytes[..written], hash);
        CryptographicOperations.ZeroMemory(bytes[..written]);
    }

    /// <summary>Hashes a secret with the current version.</summary>
    public byte[] Hash(ReadOnlySpan<char> secret)
    {
        var hash = new byte[HMACSHA256.HashSizeInBytes];
        Hash(Current, secret, hash);
        return hash;
    }
}
