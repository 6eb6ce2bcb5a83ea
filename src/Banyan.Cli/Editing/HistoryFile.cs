using System.Text;
using System.Text.Json;
using Banyan.Cli.Output;

namespace Banyan.Cli.Editing;

/// <summary>Keeps what was said in a file only its owner may read: a JSON text for each line. It is a convenience: what can't be kept or read is left.</summary>
internal sealed class HistoryFile(string path)
{
    private const int Most = 2000;
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Reads what was kept.</summary>
    public void Read(LineHistory history)
    {
        Try(() =>
        {
            var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
            foreach (var line in lines)
            {
                if (Text(line) is { } text)
                {
                    history.Add(text);
                }
            }

            if (lines.Length > Most)
            {
                Write(FileMode.Create, history.Lines);
            }
        });
    }

    /// <summary>Keeps a line.</summary>
    public void Add(string line) => Try(() =>
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, Mine);
        }

        Write(FileMode.Append, [line]);
    });

    private void Write(FileMode mode, IEnumerable<string> lines)
    {
        using var file = OwnFile.Open(path, mode);
        foreach (var line in lines)
        {
            file.Write(Encoding.UTF8.GetBytes(JsonLine.Write(writer => writer.WriteStringValue(line)) + "\n"));
        }
    }

    private static string? Text(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.String ? document.RootElement.GetString() : null;
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            // Nobody is kept from talking because the disk is full.
        }
    }
}
