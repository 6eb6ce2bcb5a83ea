namespace Banyan.Wire;

/// <summary>Headers in the order they came; names compare without case.</summary>
public sealed class WireHeaders
{
    private readonly List<KeyValuePair<string, string>> _items = [];

    /// <summary>Headers without any entry. Shared: never add to it.</summary>
    public static WireHeaders None { get; } = new();

    /// <summary>All entries in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Items => _items;

    /// <summary>The first value of a name; null when absent.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in _items)
            {
                if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }

            return null;
        }
    }

    /// <summary>Appends an entry.</summary>
    public void Add(string name, string value) => _items.Add(new(name, value));
}
