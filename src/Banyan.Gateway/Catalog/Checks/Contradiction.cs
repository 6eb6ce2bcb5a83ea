using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Catalog.Checks;

/// <summary>Whether comparisons that must all hold exclude each other.</summary>
internal static class Contradiction
{
    /// <summary>The field on which they do; null when they may hold together.</summary>
    public static string? Find(Condition condition)
    {
        foreach (var field in condition.Comparisons.GroupBy(comparison => comparison.Field, StringComparer.Ordinal))
        {
            if (HasNoValue([.. field]) || HasNoNumber([.. field]) || (field.Any(IsAbsent) && field.Any(comparison => !IsAbsent(comparison) && comparison.Operator is not ("ne" or "notIn"))))
            {
                return field.Key;
            }
        }

        return null;
    }

    private static bool IsAbsent(Comparison comparison) => comparison.Operator == "exists" && string.Equals(comparison.Values[0], "false", StringComparison.OrdinalIgnoreCase);

    private static bool HasNoValue(List<Comparison> field)
    {
        IEnumerable<string>? left = null;
        foreach (var comparison in field.Where(comparison => comparison.Operator is "eq" or "in"))
        {
            left = left?.Intersect(comparison.Values, StringComparer.OrdinalIgnoreCase).ToList() ?? comparison.Values;
        }

        var refused = field.Where(comparison => comparison.Operator is "ne" or "notIn").SelectMany(comparison => comparison.Values);
        return left is not null && !left.Except(refused, StringComparer.OrdinalIgnoreCase).Any();
    }

    private static bool HasNoNumber(List<Comparison> field)
    {
        var (low, high, isOpen) = (decimal.MinValue, decimal.MaxValue, false);
        foreach (var comparison in field.Where(comparison => comparison.Operator is "lt" or "lte" or "gt" or "gte" or "eq"))
        {
            if (!Quantity.TryNumber(comparison.Values[0], out var value))
            {
                continue;
            }

            if (comparison.Operator is "gt" or "gte" or "eq" && value >= low)
            {
                isOpen = (value > low ? false : isOpen) || comparison.Operator == "gt";
                low = value;
            }

            if (comparison.Operator is "lt" or "lte" or "eq" && value <= high)
            {
                isOpen |= comparison.Operator == "lt" && value <= low;
                high = value;
            }
        }

        return low > high || (low == high && isOpen);
    }
}
