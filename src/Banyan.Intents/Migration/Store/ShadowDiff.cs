namespace Banyan.Intents.Migration.Store;

/// <summary>One field in which the two sides differ.</summary>
public sealed record ShadowDiff
{
    /// <summary>Whose traffic.</summary>
    public required string Tenant { get; init; }

    /// <summary>When they were compared.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Key of the intent.</summary>
    public required string Intent { get; init; }

    /// <summary>The backend that was asked for comparison.</summary>
    public required string Backend { get; init; }

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The step.</summary>
    public required string StepId { get; init; }

    /// <summary>As <c>$.orders[0].eta</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The legacy side's value as JSON, masked; null when it has none.</summary>
    public string? Old { get; init; }

    /// <summary>The modern side's value as JSON, masked; null when it has none.</summary>
    public string? New { get; init; }
}
