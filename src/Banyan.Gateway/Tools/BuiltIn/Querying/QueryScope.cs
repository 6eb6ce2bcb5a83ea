namespace Banyan.Gateway.Tools.BuiltIn.Querying;

/// <summary>The tables a query reads, by the names it calls them, and what of them may be read.</summary>
internal sealed class QueryScope(DataSourceTables allowed)
{
    private readonly Dictionary<string, string> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _titles = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a table in.</summary>
    /// <returns>The table as it is to be written.</returns>
    public string Add(string table, string? alias)
    {
        var known = allowed.Table(table) ?? throw new QueryException($"there is no table '{table}'; there are {string.Join(", ", allowed.Names)}");
        if (!_tables.TryAdd(alias ?? known, known))
        {
            throw new QueryException($"the name '{alias ?? known}' stands for two tables; give them aliases");
        }

        return alias is null ? Quoted(known) : $"{Quoted(known)} AS {Quoted(alias)}";
    }

    /// <summary>Takes in the title of a column that is selected.</summary>
    public void Title(string title) => _titles.Add(title);

    /// <summary>A column as it is to be written.</summary>
    public string Column(string? table, string column)
    {
        if (table is not null)
        {
            return _tables.TryGetValue(table, out var named) && allowed.Column(named, column) is { } known ? $"{Quoted(table)}.{Quoted(known)}" : throw Unknown(column);
        }

        var owners = _tables.Where(pair => allowed.Column(pair.Value, column) is not null).ToList();
        return owners switch
        {
            [var owner] => $"{Quoted(owner.Key)}.{Quoted(allowed.Column(owner.Value, column)!)}",
            [] when _titles.Contains(column) => Quoted(column),
            [] => throw Unknown(column),
            _ => throw new QueryException($"the column '{column}' is in two tables; write the table before it"),
        };
    }

    /// <summary>Every column that may be read of one table, or of all.</summary>
    public string All(string? table)
    {
        var of = table is null ? _tables.ToList() : _tables.TryGetValue(table, out var named) ? [new(table, named)] : throw new QueryException($"there is no table '{table}'");
        return string.Join(", ", of.SelectMany(pair => allowed.Columns(pair.Value).Select(column => $"{Quoted(pair.Key)}.{Quoted(column)}")));
    }

    /// <summary>A name in the quotes both databases take.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static QueryException Unknown(string column) => new($"there is no column '{column}' that may be read");
}

/// <summary>What of a source may be read.</summary>
internal sealed class DataSourceTables(IReadOnlyDictionary<string, IReadOnlyList<string>> tables)
{
    public IEnumerable<string> Names => tables.Keys;

    /// <summary>A table's own spelling; null when it may not be read.</summary>
    public string? Table(string name) => tables.Keys.FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));

    public IReadOnlyList<string> Columns(string table) => tables[table];

    /// <summary>A column's own spelling; null when it may not be read.</summary>
    public string? Column(string table, string name) => tables[table].FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
}
