using System.Text.Json.Nodes;
using Banyan.Intents.Discovery.Documents;
using Banyan.Intents.Discovery.Fetching;

namespace Banyan.Intents.Discovery.Reading;

/// <summary>Files of the operator: overlays, and descriptions of backends that have none.</summary>
internal static class LocalFile
{
    private const string Scheme = "file:";

    /// <summary>Whether a word of the configuration names a file: <c>file:shop.yaml</c>.</summary>
    public static bool IsFile(string word) => word.StartsWith(Scheme, StringComparison.Ordinal);

    /// <summary>The file a word names.</summary>
    public static string PathOf(string word) => word[Scheme.Length..] is var path && path.StartsWith("//", StringComparison.Ordinal) ? path[2..] : path;

    /// <summary>Reads a JSON or YAML file.</summary>
    public static async Task<(JsonObject? Root, string? Problem)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (new FileInfo(path).Length > DiscoveryFetch.MostBytes)
            {
                return (null, $"{Path.GetFileName(path)} is larger than 1 MiB");
            }

            var (root, problem) = YamlText.Read(await File.ReadAllBytesAsync(path, cancellationToken));
            return (root, problem is null ? null : $"{Path.GetFileName(path)}: {problem}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, $"{Path.GetFileName(path)} can't be read");
        }
    }
}
