using System.Diagnostics.CodeAnalysis;

namespace Banyan.Gateway.Budgets.Slices;

/// <summary>Budgets that are the same, in the same order, with the same limits: they share a slice.</summary>
internal sealed class LinesComparer : IEqualityComparer<IReadOnlyList<BudgetLine>>
{
    public static LinesComparer Instance { get; } = new();

    public bool Equals(IReadOnlyList<BudgetLine>? x, IReadOnlyList<BudgetLine>? y)
    {
        if (x is null || y is null || x.Count != y.Count)
        {
            return ReferenceEquals(x, y);
        }

        for (var i = 0; i < x.Count; i++)
        {
            if (!ReferenceEquals(x[i], y[i]) && (x[i].Key != y[i].Key || x[i].LimitNanoUsd != y[i].LimitNanoUsd || x[i].Holds != y[i].Holds || x[i].Rule.IsStrict != y[i].Rule.IsStrict))
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode([DisallowNull] IReadOnlyList<BudgetLine> obj)
    {
        var hash = default(HashCode);
        for (var i = 0; i < obj.Count; i++)
        {
            hash.Add(obj[i].Key);
            hash.Add(obj[i].LimitNanoUsd);
        }

        return hash.ToHashCode();
    }
}
