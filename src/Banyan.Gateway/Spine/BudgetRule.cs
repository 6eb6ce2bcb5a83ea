namespace Banyan.Gateway.Spine;

/// <summary>Money that may be spent by someone in a period.</summary>
public sealed record BudgetRule
{
    /// <summary>What stands for each one of a scope.</summary>
    public const string Each = "*";

    /// <summary>Its identity: a stored one's own, or made of scope and period for one in the file.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is. <value>Default <c>default</c>.</value></summary>
    public string Tenant { get; init; } = "default";

    /// <summary>Whose spending it counts.</summary>
    public required BudgetScope Scope { get; init; }

    /// <summary>Which one of the scope; <see cref="Each"/> gives each one the whole limit.</summary>
    public required string ScopeId { get; init; }

    /// <summary>How long it lasts.</summary>
    public required BudgetPeriod Period { get; init; }

    /// <summary>Most to be spent in a period, in 10⁻⁹ USD.</summary>
    public required long LimitNanoUsd { get; init; }

    /// <summary>Shares of the limit, above 0 and at most 1, that raise an alert once a period. <value>Default 0.8.</value></summary>
    public IReadOnlyList<double> AlertThresholds { get; init; } = [0.8];

    /// <summary>What happens at the limit. <value>Default Block.</value></summary>
    public OnExceeded OnExceeded { get; init; }

    /// <summary>Model or alias asks go on with at the limit; null unless <see cref="Spine.OnExceeded.Degrade"/>.</summary>
    public string? DegradeTo { get; init; }

    /// <summary>Whether the provable maximum is reserved, so that nothing is ever overspent.</summary>
    public bool IsStrict { get; init; }

    /// <summary>IANA zone whose midnight opens a period. <value>Default UTC.</value></summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Whether it counts. <value>Default true.</value></summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether it stands in the configuration file.</summary>
    public bool IsFromFile { get; init; }

    /// <summary>Counts up with each change of a stored one; 0 for one in the file.</summary>
    public int Revision { get; init; }
}
