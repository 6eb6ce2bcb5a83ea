using System.Text.Json;

namespace Banyan.Intents.Migration.Shadows;

/// <summary>A field in which two results differ.</summary>
/// <param name="Path">As <c>$.orders[0].eta</c>.</param>
/// <param name="Old">The first result's value; null when it has none.</param>
/// <param name="New">The second result's value; null when it has none.</param>
internal sealed record FieldDiff(string Path, JsonElement? Old, JsonElement? New)
{
    /// <summary>The path with any index, as <c>$.orders[*].eta</c>: what noise is learnt by.</summary>
    public string Pattern { get; } = AnyIndex(Path);

    private static string AnyIndex(string path)
    {
        if (!path.Contains('[', StringComparison.Ordinal))
        {
            return path;
        }

        var parts = path.Split('[');
        return parts[0] + string.Concat(parts.Skip(1).Select(part => "[*" + part[part.IndexOf(']', StringComparison.Ordinal)..]));
    }
}
