namespace Banyan.Storage.Sql;

/// <summary>A table that rows are added to in bulk, with the statements that add them; a row that is there already is left as it is.</summary>
internal sealed class RowTable<TRow>
{
    /// <summary>Describes a table by its columns, in the order they are written.</summary>
    public RowTable(string name, params IReadOnlyList<RowColumn<TRow>> columns)
    {
        Columns = columns;
        Names = string.Join(", ", columns.Select(column => column.Name));
        ByPlace = $"INSERT INTO {name} ({Names}) VALUES ({string.Join(", ", Enumerable.Repeat("?", columns.Count))}) ON CONFLICT DO NOTHING";
        // JSON travels as text: an array of documents has no driver type of its own.
        var arrays = string.Join(", ", columns.Select(column => $"@{column.Name}::{(column.Type == "jsonb" ? "text" : column.Type)}[]"));
        var values = string.Join(", ", columns.Select(column => $"new.{column.Name}::{column.Type}"));
        ByArrays = $"INSERT INTO {name} ({Names}) SELECT {values} FROM unnest({arrays}) AS new ({Names}) ON CONFLICT DO NOTHING";
    }

    /// <summary>Its columns.</summary>
    public IReadOnlyList<RowColumn<TRow>> Columns { get; }

    /// <summary>Their names with commas.</summary>
    public string Names { get; }

    /// <summary>Adds one row, a value for each place.</summary>
    public string ByPlace { get; }

    /// <summary>Adds many rows, an array for each column's name.</summary>
    public string ByArrays { get; }

    /// <summary>A column of text that may be missing.</summary>
    public static RowColumn<TRow> Text(string name, Func<TRow, string?> read, string type = "text") =>
        new RowColumn<TRow, string?>(name, type, read, static (target, place, value) => target.Text(place, value));

    /// <summary>A column of JSON text that may be missing.</summary>
    public static RowColumn<TRow> Json(string name, Func<TRow, string?> read) => Text(name, read, "jsonb");

    /// <summary>A column of 64-bit numbers.</summary>
    public static RowColumn<TRow> Count(string name, Func<TRow, long> read) => new RowColumn<TRow, long>(name, "bigint", read, static (target, place, value) => target.Number(place, value));

    /// <summary>A column of 64-bit numbers that may be missing.</summary>
    public static RowColumn<TRow> MaybeCount(string name, Func<TRow, long?> read) => new RowColumn<TRow, long?>(name, "bigint", read, static (target, place, value) => target.Number(place, value));

    /// <summary>A column of 32-bit numbers.</summary>
    public static RowColumn<TRow> Number(string name, Func<TRow, int> read) => new RowColumn<TRow, int>(name, "integer", read, static (target, place, value) => target.Number(place, value));

    /// <summary>A column of 32-bit numbers that may be missing.</summary>
    public static RowColumn<TRow> MaybeNumber(string name, Func<TRow, int?> read) => new RowColumn<TRow, int?>(name, "integer", read, static (target, place, value) => target.Number(place, value));

    /// <summary>A column of truth values.</summary>
    public static RowColumn<TRow> Truth(string name, Func<TRow, bool> read) => new RowColumn<TRow, bool>(name, "boolean", read, static (target, place, value) => target.Number(place, value ? 1 : 0));

    /// <summary>A column of ids.</summary>
    public static RowColumn<TRow> Id(string name, Func<TRow, Guid> read) => new RowColumn<TRow, Guid>(name, "uuid", read, static (target, place, value) => target.Id(place, value));

    /// <summary>A column of ids that may be missing.</summary>
    public static RowColumn<TRow> MaybeId(string name, Func<TRow, Guid?> read) => new RowColumn<TRow, Guid?>(name, "uuid", read, static (target, place, value) => target.Id(place, value));

    /// <summary>A column of instants.</summary>
    public static RowColumn<TRow> Instant(string name, Func<TRow, DateTimeOffset> read) =>
        new RowColumn<TRow, DateTime>(name, "timestamptz", row => read(row).UtcDateTime, static (target, place, value) => target.Instant(place, value));

    /// <summary>A column of instants that may be missing.</summary>
    public static RowColumn<TRow> MaybeInstant(string name, Func<TRow, DateTimeOffset?> read) =>
        new RowColumn<TRow, DateTimeOffset?>(name, "timestamptz", row => read(row)?.ToUniversalTime(), static (target, place, value) =>
        {
            // An instant with its offset: of an array that begins with a missing one the driver could not tell the kind.
            if (value is { } instant)
            {
                target.Instant(place, instant.UtcDateTime);
            }
            else
            {
                target.Number(place, null);
            }
        });

    /// <summary>A column of truth values that may be missing.</summary>
    public static RowColumn<TRow> MaybeTruth(string name, Func<TRow, bool?> read) =>
        new RowColumn<TRow, bool?>(name, "boolean", read, static (target, place, value) => target.Number(place, value is { } truth ? truth ? 1 : 0 : null));

    /// <summary>A column of bytes that may be missing.</summary>
    public static RowColumn<TRow> Bytes(string name, Func<TRow, byte[]?> read) =>
        new RowColumn<TRow, byte[]?>(name, "bytea", read, static (target, place, value) => target.Bytes(place, value));
}
