using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Banyan.Gateway.Tools.Mcp;

/// <summary>Compares what a server lists with what was approved of it.</summary>
internal static class McpPins
{
    /// <summary>What is kept after a listing: approved definitions serve on until a change of them is approved; one that is listed no more is forgotten.</summary>
    /// <param name="server">The server; never listed before when it has no hash.</param>
    /// <param name="known">What is kept of it now.</param>
    /// <param name="listed">What it lists.</param>
    public static IReadOnlyList<McpDefinition> Merge(McpServer server, IReadOnlyList<McpDefinition> known, IReadOnlyList<(string Name, JsonElement Definition)> listed)
    {
        var approved = known.Where(one => one.IsApproved).ToDictionary(one => one.Name, StringComparer.Ordinal);
        var kept = new List<McpDefinition>();
        foreach (var (name, definition) in listed.DistinctBy(one => one.Name, StringComparer.Ordinal))
        {
            var fresh = Made(server, name, definition) with { IsApproved = server.ToolsHash is null };
            var pinned = approved.GetValueOrDefault(name);
            if (pinned is not null)
            {
                kept.Add(pinned);
            }

            if (pinned?.Hash != fresh.Hash)
            {
                kept.Add(fresh);
            }
        }

        return kept;
    }

    /// <summary>What is kept when waiting definitions are approved.</summary>
    public static IReadOnlyList<McpDefinition> Approve(IReadOnlyList<McpDefinition> known, IReadOnlyCollection<string> names)
    {
        var taken = known.Where(one => !one.IsApproved && names.Contains(one.Name, StringComparer.Ordinal)).Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        return [.. known.Where(one => !(one.IsApproved && taken.Contains(one.Name))).Select(one => taken.Contains(one.Name) ? one with { IsApproved = true } : one)];
    }

    /// <summary>Hash over all of them, waiting or not.</summary>
    public static string HashOf(IReadOnlyList<McpDefinition> definitions) =>
        Hash(string.Join('\n', definitions.OrderBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.IsApproved).Select(one => $"{one.Name} {one.Hash} {one.IsApproved}")));

    // As written: a server that only reorders members is asked about once more than needed, and nothing slips through.
    private static McpDefinition Made(McpServer server, string name, JsonElement definition) =>
        new(server.Id, name, definition.GetRawText(), Hash(definition.GetRawText()), IsApproved: false);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
