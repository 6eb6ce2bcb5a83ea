using System.Text;
using Banyan.Gateway.Catalog.Document;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>What differs between two states of what is kept, a line for each value.</summary>
internal static class LayerDiff
{
    public static string Between(IReadOnlyList<ConfigEntry> before, IReadOnlyList<ConfigEntry> after)
    {
        var (old, now, lines) = (Values(before), Values(after), new StringBuilder());
        foreach (var path in old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (was, becomes) = (old.GetValueOrDefault(path), now.GetValueOrDefault(path));
            if (was != becomes)
            {
                Line(lines, '-', path, was);
                Line(lines, '+', path, becomes);
            }
        }

        return lines.ToString();
    }

    private static void Line(StringBuilder lines, char sign, string path, string? value)
    {
        if (value is not null)
        {
            lines.Append(sign).Append(' ').Append(path).Append(": ").Append(string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c))).Append('\n');
        }
    }

    private static Dictionary<string, string> Values(IReadOnlyList<ConfigEntry> entries)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            Add(values, LayerJson.Read(entry));
        }

        return values;
    }

    private static void Add(Dictionary<string, string> values, ConfigNode node)
    {
        if (node is { Kind: ConfigNodeKind.Map, Members.Count: > 0 } or { Kind: ConfigNodeKind.List, Items.Count: > 0 })
        {
            foreach (var inner in node.Members.Select(member => member.Value).Concat(node.Items))
            {
                Add(values, inner);
            }

            return;
        }

        values[node.Path] = node.Kind switch { ConfigNodeKind.Map => "{}", ConfigNodeKind.List => "[]", ConfigNodeKind.Null => "null", ConfigNodeKind.Scalar => node.Text };
    }
}
