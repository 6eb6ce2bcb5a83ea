using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>The rules of the database as read at one time, by age.</summary>
internal sealed record StoredRules(IReadOnlyList<StoredRule> All)
{
    public static StoredRules None { get; } = new([]);

    /// <summary>The rules themselves.</summary>
    public IReadOnlyList<RoutingRule> Rules { get; } = [.. All.Select(stored => stored.Rule)];
}
