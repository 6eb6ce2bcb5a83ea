using Banyan.Gateway.Routing.Choosing;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>A rule with its condition compiled and its names resolved.</summary>
/// <param name="Rule">As written.</param>
/// <param name="When">Its condition.</param>
/// <param name="Goes">Where it goes; null when its target stands for nothing now.</param>
/// <param name="AsksForModel">Whether it asks about the model that was named.</param>
internal sealed record CompiledRule(RoutingRule Rule, RuleCondition When, NamedTargets? Goes, bool AsksForModel);
