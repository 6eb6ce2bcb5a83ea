using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Metering;

/// <summary>A page of the ledger.</summary>
/// <param name="Rows">Newest first; at most as many as asked for.</param>
/// <param name="HasMore">Whether older ones that fit follow.</param>
public sealed record UsagePage(IReadOnlyList<UsageRow> Rows, bool HasMore);
