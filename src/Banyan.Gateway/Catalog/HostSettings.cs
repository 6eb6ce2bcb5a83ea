namespace Banyan.Gateway.Catalog;

/// <summary>Settings of the process itself; most of them only a restart changes.</summary>
public sealed record HostSettings
{
    /// <summary>Address and port to listen on. <value>Default http://127.0.0.1:8090.</value></summary>
    public Uri Listen { get; init; } = new("http://127.0.0.1:8090");

    /// <summary>Bound on a request's body. <value>Default 32 MB.</value></summary>
    public long MaxBodyBytes { get; init; } = 32L * 1024 * 1024;

    /// <summary>Bound on an exchange with all its attempts and waits. <value>Default 600 s.</value></summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>Asks under way at once; more are refused. <value>Default 16,000.</value></summary>
    public int MaxConcurrent { get; init; } = 16_000;

    /// <summary>How long work may stand in line for a thread before fewer asks are taken on; zero never. <value>Default 100 ms.</value></summary>
    public TimeSpan ShedAfter { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long running streams may go on after SIGTERM. <value>Default 30 s.</value></summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Silence after which a stream gets a keep-alive. <value>Default 15 s.</value></summary>
    public TimeSpan PingAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A PostgreSQL connection string; null for SQLite in <see cref="DataDir"/>. May hold a password: not to be printed.</summary>
    public string? Database { get; init; }

    /// <summary>Address of a Redis; null for none. May hold a password: not to be printed.</summary>
    public string? Redis { get; init; }

    /// <summary>Directory of the SQLite file, the usage spool and the last good catalogue. <value>Default ./data.</value></summary>
    public string DataDir { get; init; } = "./data";

    /// <summary>When a usage row is safe. <value>Default grouped.</value></summary>
    public Durability Durability { get; init; }

    /// <summary>How long usage is kept; erased by whole months. <value>Default 400 days.</value></summary>
    public TimeSpan KeepUsage { get; init; } = TimeSpan.FromDays(400);

    /// <summary>What completion rows keep of messages and answers. <value>Default redacted.</value></summary>
    public Capture Capture { get; init; }

    /// <summary>Address of an OTLP collector; null for none.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>Whether <c>/metrics</c> asks callers that are not on loopback for a key. <value>Default true.</value></summary>
    public bool IsMetricsKeyRequired { get; init; } = true;

    /// <inheritdoc />
    public override string ToString() => $"{Listen}, data in {DataDir}";
}

/// <summary>When a usage row is safe.</summary>
public enum Durability : byte
{
    /// <summary>Synced within 10 ms.</summary>
    Grouped,

    /// <summary>Synced and committed before the last byte of the answer.</summary>
    Strict,
}

/// <summary>What completion rows keep of messages and answers.</summary>
public enum Capture : byte
{
    /// <summary>The redacted text.</summary>
    Redacted,

    /// <summary>Nothing.</summary>
    None,
}
