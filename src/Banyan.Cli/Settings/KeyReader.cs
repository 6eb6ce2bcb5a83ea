using Banyan.Cli.Output;

namespace Banyan.Cli.Settings;

/// <summary>Finds the key: a file, standard input, the environment, the profile's key file. Never an argument, which every process list shows.</summary>
internal static class KeyReader
{
    private const UnixFileMode ForOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Reads the key; no key is no error, for some addresses need none.</summary>
    public static (string? Key, CliFailure? Problem) Read(string? named, string profile, CliContext context)
    {
        if (named == "-")
        {
            return Checked(context.Terminal.In.ReadLine(), "the first line of standard input");
        }

        if (named is not null)
        {
            return File.Exists(named) ? FromFile(named) : (null, CliFailure.Usage($"The key file {named} is not there.", "Name a file that holds one key; --key-file wants a path, never a key."));
        }

        if (context.Variable("BANYAN_KEY") is { } key)
        {
            return Checked(key, "BANYAN_KEY");
        }

        var kept = Path.Combine(ProfileFile.Folder(context), profile + ".key");
        if (!File.Exists(kept))
        {
            return (null, null);
        }

        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(kept) & ForOthers) != 0
            ? (null, CliFailure.Usage($"The key file {kept} can be read by others.", $"Make it yours alone: chmod 600 {kept}"))
            : FromFile(kept);
    }

    private static (string? Key, CliFailure? Problem) FromFile(string path)
    {
        try
        {
            return Checked(File.ReadAllText(path), path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, CliFailure.Usage($"The key file {path} cannot be read.", unreadable.Message));
        }
    }

    private static (string? Key, CliFailure? Problem) Checked(string? text, string where)
    {
        var key = (text ?? "").Trim();
        return key.Length > 0 && key.All(letter => letter is > ' ' and <= '~')
            ? (key, null)
            : (null, CliFailure.Usage($"There is no key in {where}.", "A key is one word like byn_live_..., alone on its line."));
    }
}
