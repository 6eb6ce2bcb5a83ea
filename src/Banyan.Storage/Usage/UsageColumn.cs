using Banyan.Gateway.Spine;

namespace Banyan.Storage.Usage;

/// <summary>One column of the ledger: its name, its type on PostgreSQL, and how a row fills it.</summary>
internal abstract class UsageColumn(string name, string type)
{
    /// <summary>Its name on both databases.</summary>
    public string Name { get; } = name;

    /// <summary>Its type on PostgreSQL.</summary>
    public string Type { get; } = type;

    /// <summary>The value of one row.</summary>
    public abstract object? Value(UsageRow row);

    /// <summary>The values of many rows as a typed array.</summary>
    public abstract Array Values(IReadOnlyList<UsageRow> rows);
}

/// <summary>A column of one type.</summary>
internal sealed class UsageColumn<T>(string name, string type, Func<UsageRow, T> read) : UsageColumn(name, type)
{
    /// <inheritdoc />
    public override object? Value(UsageRow row) => read(row);

    /// <inheritdoc />
    public override Array Values(IReadOnlyList<UsageRow> rows) => rows.Select(read).ToArray();
}
