using System.Data;
using System.Globalization;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Sqlite;

/// <summary>SQLite: ids as lower-case text, instants as microseconds since 1970, truth as 0 and 1.</summary>
internal sealed record SqliteForm() : SqlForm("")
{
    /// <inheritdoc />
    public override string Now => "@Now";

    /// <inheritdoc />
    public override string NowMicroseconds => "@Now";

    /// <inheritdoc />
    public override string NowPlusLife => "@Now + CAST(@Life * 1000000 AS integer)";

    /// <inheritdoc />
    public override DbType InstantType => DbType.Int64;

    /// <inheritdoc />
    public override string Opening(string column, bool isDay) =>
        $"{column} - {column} % {(isDay ? TimeSpan.TicksPerDay : TimeSpan.TicksPerHour) / TimeSpan.TicksPerMicrosecond}";

    /// <inheritdoc />
    public override DbType IdType => DbType.String;

    /// <inheritdoc />
    public override string HasEverything(string column) => $"EXISTS (SELECT 1 FROM json_each({column}, '$.operations') WHERE json_each.value = '*')";

    /// <inheritdoc />
    public override object Id(Guid id) => id.ToString("D");

    /// <inheritdoc />
    public override object Instant(DateTimeOffset instant) => Microseconds(instant.UtcDateTime);

    /// <summary>An instant in UTC as it is stored.</summary>
    public static long Microseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <inheritdoc />
    public override object Truth(bool value) => value ? 1L : 0L;

    /// <inheritdoc />
    public override Guid ReadId(object value) => Guid.Parse((string)value);

    /// <inheritdoc />
    public override DateTimeOffset ReadInstant(object value) =>
        DateTimeOffset.UnixEpoch.AddTicks(Convert.ToInt64(value, CultureInfo.InvariantCulture) * TimeSpan.TicksPerMicrosecond);
}
