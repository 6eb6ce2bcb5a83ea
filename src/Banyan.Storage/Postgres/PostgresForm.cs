using System.Data;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Postgres;

/// <summary>PostgreSQL: its own types.</summary>
internal sealed record PostgresForm() : SqlForm("::jsonb")
{
    /// <inheritdoc />
    public override string Now => "clock_timestamp()";

    /// <inheritdoc />
    public override string NowMicroseconds => "(extract(epoch from clock_timestamp()) * 1000000)::bigint";

    /// <inheritdoc />
    public override string NowPlusLife => "clock_timestamp() + make_interval(secs => @Life)";

    /// <inheritdoc />
    public override DbType InstantType => DbType.DateTime;

    /// <inheritdoc />
    public override bool ChangesInOne => true;

    /// <inheritdoc />
    public override string TextOf(string column) => $"CAST({column} AS text)";

    /// <inheritdoc />
    public override string SkipLocked => " FOR UPDATE SKIP LOCKED";

    /// <inheritdoc />
    public override string IsAmong(string column, string parameter) => $"{column} = ANY(@{parameter})";

    /// <inheritdoc />
    public override string Opening(string column, bool isDay) => $"date_trunc('{(isDay ? "day" : "hour")}', {column}, 'UTC')";

    /// <inheritdoc />
    public override DbType IdType => DbType.Guid;

    /// <inheritdoc />
    public override string HasEverything(string column) => $"{column} -> 'operations' @> '[\"*\"]'";

    /// <inheritdoc />
    public override object Id(Guid id) => id;

    /// <inheritdoc />
    public override object Instant(DateTimeOffset instant) => instant.UtcDateTime;

    /// <inheritdoc />
    public override object Truth(bool value) => value;

    /// <inheritdoc />
    public override Guid ReadId(object value) => (Guid)value;

    /// <inheritdoc />
    public override DateTimeOffset ReadInstant(object value) => new((DateTime)value, TimeSpan.Zero);
}
