namespace Banyan.Gateway.Prompts.Targeting;

/// <summary>What a request must be like.</summary>
internal abstract record Condition
{
    /// <summary>Whether it is met.</summary>
    public abstract bool Holds(RequestFacts facts);
}

/// <summary>All of some must hold.</summary>
internal sealed record AllOf(IReadOnlyList<Condition> Parts) : Condition
{
    public override bool Holds(RequestFacts facts) => Parts.All(part => part.Holds(facts));
}

/// <summary>One of some must hold.</summary>
internal sealed record AnyOf(IReadOnlyList<Condition> Parts) : Condition
{
    public override bool Holds(RequestFacts facts) => Parts.Any(part => part.Holds(facts));
}

/// <summary>It must not hold.</summary>
internal sealed record NotThis(Condition Part) : Condition
{
    public override bool Holds(RequestFacts facts) => !Part.Holds(facts);
}

/// <summary>A fact must pass a test. An absent one passes only tests of being absent or other.</summary>
internal sealed record FactTest(string Fact, string Test, IReadOnlyList<FactValue> Wanted) : Condition
{
    public override bool Holds(RequestFacts facts)
    {
        var found = facts.Find(Fact);
        return Test switch
        {
            "exists" => found is not null == (Wanted[0].Text == "true"),
            "ne" or "notIn" => found is null || !IsOneOf(found),
            _ => found is not null && Passes(found),
        };
    }

    private bool Passes(FactValue found) => Test switch
    {
        "eq" or "in" => IsOneOf(found),
        "lt" => found.Number < Wanted[0].Number,
        "lte" => found.Number <= Wanted[0].Number,
        "gt" => found.Number > Wanted[0].Number,
        "gte" => found.Number >= Wanted[0].Number,
        "prefix" => found.Text.StartsWith(Wanted[0].Text, StringComparison.Ordinal),
        "contains" => found.Words?.Contains(Wanted[0].Text, StringComparer.Ordinal) ?? found.Text.Contains(Wanted[0].Text, StringComparison.Ordinal),
        _ => false,
    };

    private bool IsOneOf(FactValue found) => Wanted.Any(wanted => wanted.Number is { } number && found.Number is { } known ? number == known : wanted.Text == found.Text);
}
