namespace Banyan.Gateway.Routing.Rules;

/// <summary>Facts by their written names, which match ignoring case, <c>-</c> and <c>_</c>.</summary>
internal static class FactNames
{
    private static readonly Dictionary<string, RuleFact> Plain = Enum.GetValues<RuleFact>()
        .Where(fact => fact is not (RuleFact.Tag or RuleFact.Metadata))
        .ToDictionary(fact => Folded(fact.ToString()), fact => fact, StringComparer.Ordinal);

    /// <summary>Every name, for messages.</summary>
    public static string All { get; } = string.Join(", ", Plain.Values.Select(fact => char.ToLowerInvariant(fact.ToString()[0]) + fact.ToString()[1..]).Append("tags.*").Append("metadata.*"));

    /// <summary>The fact of a name, with what stands behind the dot.</summary>
    public static bool TryFind(string name, out RuleFact fact, out string member)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        member = dot < 0 ? "" : name[(dot + 1)..];
        fact = name[..Math.Max(0, dot)] == "tags" ? RuleFact.Tag : RuleFact.Metadata;
        return dot < 0 ? Plain.TryGetValue(Folded(name), out fact) : member.Length > 0 && name[..dot] is "tags" or "metadata";
    }

    public static bool IsNumber(RuleFact fact) => fact is RuleFact.EstimatedInputTokens or RuleFact.MaxTokens or RuleFact.Hour or RuleFact.BudgetRemaining;

    public static bool IsFlag(RuleFact fact) => fact is RuleFact.Stream or RuleFact.HasTools or RuleFact.HasImages or RuleFact.NeedsJsonSchema or RuleFact.RequiresAccuracy;

    /// <summary>Two writings of one name fold to the same.</summary>
    public static string Folded(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
