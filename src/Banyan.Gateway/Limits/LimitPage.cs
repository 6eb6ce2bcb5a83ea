namespace Banyan.Gateway.Limits;

/// <summary>All rows of all tenants.</summary>
/// <param name="Revision">Counts up with every change.</param>
/// <param name="Rules">In no order.</param>
public sealed record LimitPage(long Revision, IReadOnlyList<LimitRule> Rules);
