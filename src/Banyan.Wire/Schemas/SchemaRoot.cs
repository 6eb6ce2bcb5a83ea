using System.Globalization;
using System.Text.Json;

namespace Banyan.Wire.Schemas;

/// <summary>The whole schema while it is read: where references lead, and how much has been read of it.</summary>
internal sealed class SchemaRoot(JsonElement root)
{
    private const int MostSchemas = 2_000;
    private int _count;

    /// <summary>Counts one schema more.</summary>
    /// <exception cref="FormatException">There are too many: references that lead to each other multiply.</exception>
    public void Count(string place)
    {
        if (++_count > MostSchemas)
        {
            throw new FormatException($"{place}: the schema has more than {MostSchemas} parts, or refers to itself.");
        }
    }

    /// <summary>What stands at a reference as <c>#/$defs/address</c>.</summary>
    /// <exception cref="FormatException">It leads out of the schema, or nowhere.</exception>
    public JsonElement Find(string pointer, string place)
    {
        if (!pointer.StartsWith('#'))
        {
            throw new FormatException($"{place}.$ref: only references inside the schema are followed.");
        }

        var at = root;
        foreach (var part in pointer[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            var isThere = at.ValueKind switch
            {
                JsonValueKind.Object => at.TryGetProperty(name, out at),
                JsonValueKind.Array => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength() && (at = at[index]).ValueKind != JsonValueKind.Undefined,
                _ => false,
            };
            if (!isThere)
            {
                throw new FormatException($"{place}.$ref: there is nothing at this reference.");
            }
        }

        return at;
    }
}
