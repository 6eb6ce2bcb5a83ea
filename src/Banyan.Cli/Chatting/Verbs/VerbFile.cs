using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Verbs;

/// <summary>Files that commands write and read: only their owner may read them, and what is there is not overwritten without a yes.</summary>
internal sealed class VerbFile(ChatRoom room)
{
    private const int MostBytes = 16 << 20;

    /// <summary>Writes one.</summary>
    public async Task<CliFailure?> WriteAsync(string named, byte[] bytes, CancellationToken cancellationToken)
    {
        var path = Place(named);
        try
        {
            if (File.Exists(path) && !await MayReplaceAsync(path, cancellationToken))
            {
                return new CliFailure(ExitCode.Conflict, "file_exists", $"{path} is there already; nothing was written.", "Name another file, or say yes when you are asked (--yes).");
            }

            await using var file = OwnFile.Open(path, FileMode.Create);
            await file.WriteAsync(bytes, cancellationToken);
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new CliFailure(ExitCode.Failed, "file_not_written", $"{path} could not be written.", failed.Message);
        }
    }

    /// <summary>Reads one.</summary>
    public async Task<(byte[]? Bytes, CliFailure? Failure)> ReadAsync(string named, CancellationToken cancellationToken)
    {
        var path = Place(named);
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > MostBytes }
                ? (null, CliFailure.Usage($"{path} is too long for a conversation.", "16 MB are the most."))
                : (await File.ReadAllBytesAsync(path, cancellationToken), null);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, new CliFailure(ExitCode.NotFound, "file_not_found", $"{path} is not there.", "/save FILE writes one."));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, new CliFailure(ExitCode.Failed, "file_not_read", $"{path} could not be read.", failed.Message));
        }
    }

    private string Place(string named) =>
        named.StartsWith("~/", StringComparison.Ordinal) && room.Context.Variable("HOME") is { } home ? Path.Combine(home, named[2..]) : named;

    private async Task<bool> MayReplaceAsync(string path, CancellationToken cancellationToken) =>
        room.Manners.IsYes
        || (room.Manners.MayAsk && (await room.Input.ReadAsync($"{Printable.Line(path)} is there already. Replace it? [y/N] ", cancellationToken))?.Trim().ToUpperInvariant() is "Y" or "YES");
}
