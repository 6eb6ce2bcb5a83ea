namespace Banyan.Intents.Spine;

/// <summary>A service behind intents, as configured or found in a directory.</summary>
internal sealed record Backend
{
    /// <summary>Its name, unique.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is; only this scheme, host and port are ever called for it.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Which side of the migration.</summary>
    public required Generation Generation { get; init; }

    /// <summary>Whether its own declarations are granted (<c>trust: full</c>), or wait for an operator (<c>proposed</c>).</summary>
    public bool IsTrusted { get; init; }

    /// <summary>How Banyan shows itself and the person to it.</summary>
    public BackendAuth Auth { get; init; } = new("none", null);

    /// <summary>Calls at the same time. <value>Default 4.</value></summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Calls per second. <value>Default 20.</value></summary>
    public double RequestsPerSecond { get; init; } = 20;

    /// <summary>Path that answers 2xx while it is well. <value>Default /health.</value></summary>
    public string HealthPath { get; init; } = "/health";
}
