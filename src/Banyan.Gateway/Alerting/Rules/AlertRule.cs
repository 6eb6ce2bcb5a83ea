namespace Banyan.Gateway.Alerting.Rules;

/// <summary>What counts as too much of a kind, for one of a scope or for all.</summary>
/// <param name="Id">Its identity; <c>usual:error_rate</c> for one that nobody set.</param>
/// <param name="Tenant">Whose.</param>
/// <param name="Kind">What is watched.</param>
/// <param name="Scope">What it is about, as <c>service</c>; empty for everything of the kind.</param>
/// <param name="ScopeId">Which one; empty for everything of the kind.</param>
/// <param name="Threshold">In the unit of the kind.</param>
/// <param name="Window">Over what it is measured, 1 to 60 minutes; two of them without firing end an alert.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="IsEnabled">Whether it opens alerts.</param>
/// <param name="Webhooks">The only webhooks that are told; empty for all that ask.</param>
public sealed record AlertRule(
    string Id, string Tenant, string Kind, string Scope, string ScopeId, double Threshold, TimeSpan Window, AlertSeverity Severity, bool IsEnabled, IReadOnlyList<Guid> Webhooks)
{
    /// <summary>Whether nobody set it.</summary>
    public bool IsUsual => Id.StartsWith("usual:", StringComparison.Ordinal);
}
