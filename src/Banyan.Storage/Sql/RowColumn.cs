namespace Banyan.Storage.Sql;

/// <summary>One column of a table that rows are added to in bulk: its name, its type on PostgreSQL, and how a row fills it.</summary>
internal abstract class RowColumn<TRow>(string name, string type)
{
    /// <summary>Its name on both databases.</summary>
    public string Name { get; } = name;

    /// <summary>Its type on PostgreSQL.</summary>
    public string Type { get; } = type;

    /// <summary>Hands the value of one row on, in its own type.</summary>
    public abstract void Put(TRow row, IColumnTarget target, int place);

    /// <summary>The values of many rows as a typed array.</summary>
    public abstract Array Values(IReadOnlyList<TRow> rows);
}

/// <summary>A column of one type.</summary>
internal sealed class RowColumn<TRow, T>(string name, string type, Func<TRow, T> read, Action<IColumnTarget, int, T> put) : RowColumn<TRow>(name, type)
{
    /// <inheritdoc />
    public override void Put(TRow row, IColumnTarget target, int place) => put(target, place, read(row));

    /// <inheritdoc />
    public override Array Values(IReadOnlyList<TRow> rows)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read(rows[i]);
        }

        return values;
    }
}
