namespace Banyan.Gateway.Tools.Executing;

/// <summary>Which executions are wanted.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="First">How many at most.</param>
public sealed record ToolLogQuery(string Tenant, int First)
{
    /// <summary>Of one tool, by name; null for all.</summary>
    public string? Tool { get; init; }

    /// <summary>Of one exchange; null for all.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>Whether those of the later turns that <see cref="RequestId"/> began are wanted too.</summary>
    public bool WithTurns { get; init; }

    /// <summary>Of one calling service; null for all.</summary>
    public string? Service { get; init; }

    /// <summary>Only those older than this one; null from the newest on.</summary>
    public Guid? Before { get; init; }
}
