namespace Banyan.Gateway.Tools.Executing;

/// <summary>Where executions are written down.</summary>
public interface IToolLog
{
    /// <summary>Writes one down; the same id twice is one row.</summary>
    Task WriteAsync(ToolExecution execution, CancellationToken cancellationToken);

    /// <summary>Reads them, newest first.</summary>
    Task<IReadOnlyList<ToolExecution>> ListAsync(ToolLogQuery query, CancellationToken cancellationToken);

    /// <summary>How often each tool was called since an instant, and how often that failed (error, timeout, invalid).</summary>
    Task<IReadOnlyDictionary<Guid, ToolCounts>> CountAsync(string tenant, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Forgets those before an instant.</summary>
    Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
