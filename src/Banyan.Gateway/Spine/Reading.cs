namespace Banyan.Gateway.Spine;

/// <summary>Something measured now that an alert may be opened for.</summary>
/// <param name="Kind">One of <see cref="AlertKinds"/>.</param>
/// <param name="Scope">What it is about: <c>service</c>, <c>provider</c>, <c>model</c>, <c>alias</c>, <c>credential</c>, <c>key</c>, <c>feature</c>, <c>budget</c>, <c>webhook</c>; empty for the whole.</param>
/// <param name="ScopeId">Which one; empty for the whole.</param>
/// <param name="Value">In the unit of the kind.</param>
/// <param name="Summary">One sentence for people; no secrets, no content of users.</param>
internal sealed record Reading(string Kind, string Scope, string ScopeId, double Value, string Summary)
{
    /// <summary>Whose. <value>Default the tenant that is told of what concerns the installation.</value></summary>
    public string Tenant { get; init; } = ServiceEvent.Installation;

    /// <summary>The bound this one has of its own, where nobody set a rule; null for the kind's.</summary>
    public double? Threshold { get; init; }

    /// <summary>As <c>service:billing</c>, or <c>all</c>.</summary>
    public string Subject => Scope.Length == 0 ? "all" : $"{Scope}:{ScopeId}";
}
