namespace Banyan.Gateway.Routing.Rules;

/// <summary>What an ask must be like, compiled.</summary>
internal abstract class RuleCondition
{
    /// <summary>Whether it is met.</summary>
    public abstract bool Holds(ref RouteFacts facts);
}

/// <summary>All of some must hold; none always do.</summary>
internal sealed class AllOf(RuleCondition[] parts) : RuleCondition
{
    public override bool Holds(ref RouteFacts facts)
    {
        foreach (var part in parts)
        {
            if (!part.Holds(ref facts))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>One of some must hold.</summary>
internal sealed class AnyOf(RuleCondition[] parts) : RuleCondition
{
    public override bool Holds(ref RouteFacts facts)
    {
        foreach (var part in parts)
        {
            if (part.Holds(ref facts))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>It must not hold.</summary>
internal sealed class NotThis(RuleCondition part) : RuleCondition
{
    public override bool Holds(ref RouteFacts facts) => !part.Holds(ref facts);
}

/// <summary>A number compared. One that is absent passes no test but those of being other.</summary>
internal sealed class NumberTest(RuleFact fact, string member, Comparison test, double[] wanted) : RuleCondition
{
    public override bool Holds(ref RouteFacts facts) => facts.Number(fact, member) is not { } found
        ? test == Comparison.NoneOf
        : test switch
        {
            Comparison.OneOf => Array.IndexOf(wanted, found) >= 0,
            Comparison.NoneOf => Array.IndexOf(wanted, found) < 0,
            Comparison.Less => found < wanted[0],
            Comparison.AtMost => found <= wanted[0],
            Comparison.More => found > wanted[0],
            _ => found >= wanted[0],
        };
}

/// <summary>A yes or no compared.</summary>
internal sealed class FlagTest(RuleFact fact, bool wanted) : RuleCondition
{
    public override bool Holds(ref RouteFacts facts) => facts.Flag(fact) == wanted;
}

/// <summary>A text compared by its letters, whatever their case for equality. One that is absent passes no test but those of being other.</summary>
internal sealed class TextTest(RuleFact fact, string member, Comparison test, string[] wanted) : RuleCondition
{
    public override bool Holds(ref RouteFacts facts) => facts.Text(fact, member) is not { } found
        ? test == Comparison.NoneOf
        : test switch
        {
            Comparison.OneOf => IsOneOf(found),
            Comparison.NoneOf => !IsOneOf(found),
            Comparison.Prefix => found.StartsWith(wanted[0], StringComparison.Ordinal),
            _ => found.Contains(wanted[0], StringComparison.Ordinal),
        };

    private bool IsOneOf(string found)
    {
        foreach (var one in wanted)
        {
            if (string.Equals(one, found, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Whether a fact is there at all.</summary>
internal sealed class Presence(RuleFact fact, string member, bool wanted) : RuleCondition
{
    public override bool Holds(ref RouteFacts facts) => (facts.Text(fact, member) is not null) == wanted;
}
