using Banyan.Gateway.Spine;

namespace Banyan.Storage.Usage;

/// <summary>One column of the ledger: its name, its type on PostgreSQL, and how a row fills it.</summary>
internal abstract class UsageColumn(string name, string type)
{
    /// <summary>Its name on both databases.</summary>
    public string Name { get; } = name;

    /// <summary>Its type on PostgreSQL.</summary>
    public string Type { get; } = type;

    /// <summary>Hands the value of one row on, in its own type.</summary>
    public abstract void Put(UsageRow row, IColumnTarget target, int place);

    /// <summary>The values of many rows as a typed array.</summary>
    public abstract Array Values(IReadOnlyList<UsageRow> rows);
}

/// <summary>A column of one type.</summary>
internal sealed class UsageColumn<T>(string name, string type, Func<UsageRow, T> read, Action<IColumnTarget, int, T> put) : UsageColumn(name, type)
{
    /// <inheritdoc />
    public override void Put(UsageRow row, IColumnTarget target, int place) => put(target, place, read(row));

    /// <inheritdoc />
    public override Array Values(IReadOnlyList<UsageRow> rows)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read(rows[i]);
        }

        return values;
    }
}
