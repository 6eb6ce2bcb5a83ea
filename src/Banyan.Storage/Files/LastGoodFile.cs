using System.Security.Cryptography;
using Banyan.Gateway.Nodes.Starting;
using Banyan.Storage.Envelope;

namespace Banyan.Storage.Files;

/// <summary>One file in the data folder, encrypted under a key that is derived from the master key, mode 0600. Layout: nonce (12), content, tag (16).</summary>
internal sealed class LastGoodFile(string folder, Func<KeyWrap> master) : ILastGoodFile
{
    private const int NonceBytes = 12, TagBytes = 16;
    private readonly string _path = Path.Combine(folder, "last-good.bin");
    private readonly Lazy<byte[]> _key = new(() => master().Derive("last good"));

    /// <inheritdoc />
    public void Write(ReadOnlySpan<byte> content)
    {
        var hidden = new byte[NonceBytes + content.Length + TagBytes];
        RandomNumberGenerator.Fill(hidden.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_key.Value, TagBytes);
        aes.Encrypt(hidden.AsSpan(0, NonceBytes), content, hidden.AsSpan(NonceBytes, content.Length), hidden.AsSpan(NonceBytes + content.Length));

        var fresh = _path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(fresh, options))
        {
            file.Write(hidden);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, _path, overwrite: true);
    }

    /// <inheritdoc />
    public byte[]? Read()
    {
        try
        {
            var hidden = File.ReadAllBytes(_path).AsSpan();
            if (hidden.Length < NonceBytes + TagBytes)
            {
                return null;
            }

            var content = new byte[hidden.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(_key.Value, TagBytes);
            aes.Decrypt(hidden[..NonceBytes], hidden.Slice(NonceBytes, content.Length), hidden[(NonceBytes + content.Length)..], content);
            return content;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }
}
