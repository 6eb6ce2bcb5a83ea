using Banyan.Gateway.Catalog.Document;

namespace Banyan.Gateway.Catalog.Checks;

/// <summary>What a routing condition may look at and compare with.</summary>
internal static class ConditionFields
{
    public static readonly string[] Operators = ["eq", "ne", "in", "notIn", "lt", "lte", "gt", "gte", "prefix", "contains", "exists"];

    private static readonly string[] Texts = ["service", "team", "user", "feature", "door", "operation", "requestedModel", "promptName", "promptCategory", "weekday"];
    private static readonly string[] Numbers = ["estimatedInputTokens", "maxTokens", "hour", "budgetRemaining"];
    private static readonly string[] Flags = ["stream", "hasTools", "hasImages", "needsJsonSchema", "requiresAccuracy"];

    public static IEnumerable<string> All => [.. Texts, .. Numbers, .. Flags, "tags.*", "metadata.*"];

    /// <summary>The field of a name in its proper writing; null when there is none.</summary>
    public static string? Find(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && dot < name.Length - 1 && name[..dot] is "tags" or "metadata")
        {
            return name;
        }

        return Texts.Concat(Numbers).Concat(Flags).FirstOrDefault(field => LooseName.Same(field, name));
    }

    public static bool IsNumber(string field) => Numbers.Contains(field, StringComparer.Ordinal);

    public static bool IsFlag(string field) => Flags.Contains(field, StringComparer.Ordinal);

    public static bool IsOrder(string comparison) => comparison is "lt" or "lte" or "gt" or "gte";
}
