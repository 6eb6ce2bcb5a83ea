namespace Banyan.Intents.Running;

/// <summary>How runs are held and looked after.</summary>
internal sealed record RunningOptions
{
    /// <summary>How long a run is held without being renewed; a node that died keeps others waiting so long. <value>Default 30 s.</value></summary>
    public TimeSpan LeaseLife { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between two looks for runs whose node is gone. <value>Default 5 s.</value></summary>
    public TimeSpan RecoverEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time after which a watcher looks into the journal though nobody told it to. <value>Default 1 s.</value></summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the start or end of a step may wait for more to be written with; what must be written is never kept waiting. <value>Default 10 ms.</value></summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Name of this node in journals. <value>Default machine and process.</value></summary>
    public string Node { get; init; } = $"{Environment.MachineName}:{Environment.ProcessId}";
}
