namespace Banyan.Gateway.Catalog.Checks;

/// <summary>A comparison of a condition, as checks see it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Values">With what, in ordinal order; one unless a list was given.</param>
internal sealed record Comparison(string Field, string Operator, IReadOnlyList<string> Values)
{
    /// <summary>The same text for the same comparison.</summary>
    public string Key => $"{Field} {Operator} {string.Join("|", Values)}";
}

/// <summary>A read condition: what must hold together.</summary>
/// <param name="Comparisons">Comparisons that must all hold.</param>
/// <param name="Others">Parts under <c>any</c> or <c>not</c>, as canonical text, that must all hold too.</param>
internal sealed record Condition(IReadOnlyList<Comparison> Comparisons, IReadOnlyList<string> Others)
{
    public static Condition Always { get; } = new([], []);

    /// <summary>Everything that must hold, as canonical texts.</summary>
    public IEnumerable<string> Keys => Comparisons.Select(comparison => comparison.Key).Concat(Others);

    /// <summary>Whether this one holds whenever the other does.</summary>
    public bool Covers(Condition other) => Keys.ToHashSet(StringComparer.Ordinal).IsSubsetOf(other.Keys);
}
