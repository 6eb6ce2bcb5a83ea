namespace Banyan.Gateway.Prompts.Experiments;

/// <summary>An arm of an experiment.</summary>
/// <param name="Name">Its name within the experiment.</param>
/// <param name="VersionId">The version it serves.</param>
public sealed record ExperimentVariant(string Name, Guid VersionId)
{
    /// <summary>The model it asks for; null for the version's own.</summary>
    public string? Model { get; init; }

    /// <summary>Whether the others are compared with it.</summary>
    public bool IsControl { get; init; }

    /// <summary>The buckets it serves, ascending, none overlapping.</summary>
    public IReadOnlyList<BucketRange> Ranges { get; init; } = [];

    /// <summary>Its share of units, 0 to 1.</summary>
    public double Weight => Ranges.Sum(range => range.To - range.From) / (double)Experiment.Buckets;
}
