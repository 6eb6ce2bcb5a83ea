using System.Security.Cryptography;
using Banyan.Gateway.Callers;

namespace Banyan.Storage.Files;

/// <summary>Secret files in one folder, mode 0600.</summary>
internal sealed class SecretFile(string folder) : ISecretFile
{
    private const int SecretBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Refuses a file that others than its owner may read or write.</summary>
    /// <exception cref="IOException">They may.</exception>
    public static void CheckMode(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(OwnerOnly | UnixFileMode.UserExecute)) != 0)
        {
            throw new IOException($"The secret file '{path}' can be read by others. Run: chmod 600 '{path}'");
        }
    }

    /// <inheritdoc />
    public string ReadOrCreate(string name, Func<byte[], string> create)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            Write(path, create(RandomNumberGenerator.GetBytes(SecretBytes)));
        }

        CheckMode(path);
        return File.ReadAllText(path);
    }

    /// <summary>Whole or not at all: another process that starts beside us finds either no file or the finished one, and its own then loses.</summary>
    private static void Write(string path, string content)
    {
        var fresh = path + ".new" + Environment.ProcessId;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var writer = new StreamWriter(fresh, options))
        {
            writer.Write(content);
            writer.Flush();
            ((FileStream)writer.BaseStream).Flush(flushToDisk: true);
        }

        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(fresh);
        }
    }
}
