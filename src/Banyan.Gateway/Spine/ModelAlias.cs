namespace Banyan.Gateway.Spine;

/// <summary>A name that stands for one or several models.</summary>
/// <param name="Name">The name callers use.</param>
/// <param name="Strategy">How a target is chosen.</param>
/// <param name="Targets">The models, resolved; never empty.</param>
/// <param name="Fallbacks">Models tried after the targets, in order.</param>
public sealed record ModelAlias(string Name, AliasStrategy Strategy, IReadOnlyList<AliasTarget> Targets, IReadOnlyList<ModelEntry> Fallbacks)
{
    /// <summary>Whether a second target is asked when the first is slow to begin; null for what <see cref="CatalogSnapshot.Hedge"/> says.</summary>
    public bool? IsHedged { get; init; }
}

/// <summary>How an alias chooses among its targets.</summary>
public enum AliasStrategy : byte
{
    /// <summary>In the order written.</summary>
    Fixed,

    /// <summary>At random by weight; the others follow by weight.</summary>
    Weighted,

    /// <summary>By cost, latency and quality.</summary>
    Auto,
}
