using Banyan.Gateway.Budgets;
using Banyan.Gateway.Budgets.Slices;

namespace Banyan.Storage.Budgets;

/// <summary>An order with its lines in the one order every node locks counters in.</summary>
internal sealed class SortedOrder
{
    private readonly int[] _at;

    public SortedOrder(SliceOrder order)
    {
        _at = [.. Enumerable.Range(0, order.Lines.Count).OrderBy(at => order.Lines[at].Key.BudgetId, StringComparer.Ordinal).ThenBy(at => order.Lines[at].Key.ScopeId, StringComparer.Ordinal)];
        (Order, Lines) = (order, [.. _at.Select(at => order.Lines[at])]);
    }

    /// <summary>The order.</summary>
    public SliceOrder Order { get; }

    /// <summary>Its lines, sorted.</summary>
    public BudgetLine[] Lines { get; }

    /// <summary>The answer, in the order of whoever ordered.</summary>
    public SliceGrant Grant(int verdict, long granted, long room, long[] used)
    {
        var inTheirOrder = new long[used.Length];
        for (var i = 0; i < used.Length; i++)
        {
            inTheirOrder[_at[i]] = used[i];
        }

        return new SliceGrant(verdict == 0 ? -1 : _at[verdict - 1], granted, room, inTheirOrder);
    }
}
