namespace Banyan.Storage;

/// <summary>Section <c>storage</c> of the configuration.</summary>
public sealed record StorageOptions
{
    /// <summary>A PostgreSQL connection string; empty for SQLite in <see cref="DataDir"/>. <value>Default empty.</value></summary>
    public string Database { get; init; } = "";

    /// <summary>Address of a Redis, as <see cref="Redis.RedisAddress"/> reads it; empty for none. May hold a password. <value>Default empty.</value></summary>
    public string Redis { get; init; } = "";

    /// <summary>Folder of the SQLite file, the spool and secrets of Banyan's own. <value>Default <c>./data</c>.</value></summary>
    public string DataDir { get; init; } = "./data";

    /// <summary>Whether an attempt's row is on the disk before its answer ends, instead of within 10 ms. <value>Default false (<c>grouped</c>).</value></summary>
    public bool IsStrict { get; init; }

    /// <summary>The master key's file; null for <c>master.key</c> in <see cref="DataDir"/>, which is made on SQLite and must exist on PostgreSQL.</summary>
    public string? MasterKeyFile { get; init; }

    /// <summary>How long usage is kept; erased by whole months. <value>Default 400 days.</value></summary>
    public TimeSpan KeepUsage { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Whether the database is PostgreSQL.</summary>
    public bool IsPostgres => Database.Length > 0;
}
