namespace Banyan.Gateway.Spine;

/// <summary>Finds rules that are never obeyed, by the checks the configuration's own rules go through.</summary>
internal interface IRuleJudge
{
    /// <summary>What keeps a rule from ever matching or getting its turn, in words; empty when nothing does.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="before">Those tried before it.</param>
    IReadOnlyList<string> Find(RoutingRule rule, IEnumerable<RoutingRule> before);
}
