namespace Banyan.Storage;

/// <summary>Whether the database is ready for work, for the readiness endpoint. Thread-safe.</summary>
public sealed class StorageStatus
{
    private volatile string? _problem = "not reached yet";

    /// <summary>Whether its schema is this release's.</summary>
    public bool IsReady => _problem is null;

    /// <summary>What is wrong, without secrets; null when nothing is.</summary>
    public string? Problem => _problem;

    internal void Set(string? problem) => _problem = problem;
}
