using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Banyan.GraphQL.Types;

/// <summary>The representations of one type and key shape that <c>_entities</c> asks for together, in the order asked.</summary>
/// <remarks>A representation holds the key's fields and those other subgraphs send for <c>@requires</c>; nested ones are dictionaries of the same kind.</remarks>
public sealed class EntityKeys : IReadOnlyList<IReadOnlyDictionary<string, object?>>
{
    private readonly IReadOnlyList<IReadOnlyDictionary<string, object?>> _items;

    internal EntityKeys(IReadOnlyList<IReadOnlyDictionary<string, object?>> items) => _items = items;

    /// <inheritdoc />
    public int Count => _items.Count;

    /// <inheritdoc />
    public IReadOnlyDictionary<string, object?> this[int index] => _items[index];

    /// <summary>One field of every representation as text, in order; a number is written as it was.</summary>
    public IReadOnlyList<string> Ids(string field) => [.. _items.Select(item => Text(item, field) ?? "")];

    /// <summary>A field of a representation as text; a path (<c>organization.id</c>) looks further down. Null when absent or null.</summary>
    public static string? Text(IReadOnlyDictionary<string, object?> representation, string path) => Find(representation, path) switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        JsonElement { ValueKind: JsonValueKind.Null } => null,
        JsonElement json => json.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString(),
    };

    /// <summary>A field of a representation as a number; null when absent, null, or none.</summary>
    public static double? Number(IReadOnlyDictionary<string, object?> representation, string path) =>
        Find(representation, path) is { } found && found is not bool && double.TryParse(Text(representation, path), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <inheritdoc />
    public IEnumerator<IReadOnlyDictionary<string, object?>> GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static object? Find(IReadOnlyDictionary<string, object?> representation, string path)
    {
        object? found = representation;
        foreach (var step in path.Split('.'))
        {
            found = found is IReadOnlyDictionary<string, object?> fields && fields.TryGetValue(step, out var value) ? value : null;
        }

        return found;
    }
}
