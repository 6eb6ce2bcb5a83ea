using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>A rule as people see it.</summary>
/// <param name="Id">Its id; for a rule of the configuration its name.</param>
/// <param name="Rule">As written.</param>
/// <param name="Revision">Counts up with every change; 0 for a rule of the configuration.</param>
/// <param name="MatchedLastDay">How often it matched on this node in the last 24 hours.</param>
/// <param name="Problems">What keeps it from ever being obeyed, in words; empty when nothing does.</param>
public sealed record RuleView(string Id, RoutingRule Rule, int Revision, long MatchedLastDay, IReadOnlyList<string> Problems);
