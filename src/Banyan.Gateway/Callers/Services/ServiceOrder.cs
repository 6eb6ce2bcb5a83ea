namespace Banyan.Gateway.Callers.Services;

/// <summary>What a service shall be. What is null stays as it is.</summary>
/// <param name="Name">Its name: 1 to 100 letters, digits and <c>._-</c>.</param>
public sealed record ServiceOrder(string Name)
{
    /// <summary>What it is, in words.</summary>
    public string? Description { get; init; }

    /// <summary>The team that answers for it; empty for none.</summary>
    public string? Team { get; init; }

    /// <summary>What bounds its keys.</summary>
    public required ServiceGrants Grants { get; init; }

    /// <summary>Whether its keys are refused.</summary>
    public bool? IsDisabled { get; init; }

    /// <summary>The revision it must have; null for whatever it has.</summary>
    public int? ExpectedRevision { get; init; }
}
