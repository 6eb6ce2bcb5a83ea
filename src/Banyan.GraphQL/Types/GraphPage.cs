namespace Banyan.GraphQL.Types;

/// <summary>The page a caller asks for: the first so many after a cursor, or the last so many before one.</summary>
/// <param name="First">Items from the start, 0 to <see cref="Most"/>; null when <paramref name="Last"/> is given.</param>
/// <param name="After">A cursor of an earlier page; null for the start.</param>
/// <param name="Last">Items from the end; null when <paramref name="First"/> is given.</param>
/// <param name="Before">A cursor of a later page; null for the end.</param>
/// <param name="WantsTotal">Whether <c>totalCount</c> is selected; do not count otherwise.</param>
public sealed record GraphPage(int? First, string? After, int? Last, string? Before, bool WantsTotal)
{
    /// <summary>The most items of one page.</summary>
    public const int Most = 200;

    /// <summary>The items of a page when nobody says.</summary>
    public const int Usual = 50;

    /// <summary>Items asked for, from whichever end.</summary>
    public int Size => First ?? Last ?? Usual;

    /// <summary>The page a field's arguments ask for.</summary>
    /// <param name="context">Of a field that has <c>first</c> and <c>after</c>.</param>
    /// <param name="isBackward">Whether it has <c>last</c> and <c>before</c>, too.</param>
    /// <exception cref="CoercionException">A size below 0 or over <see cref="Most"/>, or both directions at once.</exception>
    public static GraphPage From(FieldContext context, bool isBackward = false)
    {
        var (first, last) = (context.Arg<int?>("first"), isBackward ? context.Arg<int?>("last") : null);
        if (first is not null && last is not null)
        {
            throw new CoercionException("Give first or last, not both.");
        }

        if ((first ?? last) is < 0 or > Most)
        {
            throw new CoercionException($"{(first is null ? "last" : "first")} must be 0 to {Most}.");
        }

        return new GraphPage(
            first ?? (last is null ? Usual : null), context.Arg<string?>("after"), last, isBackward ? context.Arg<string?>("before") : null, context.Selects("totalCount"));
    }

    /// <summary>The page out of one item more than was asked for: the one too many says that there are more.</summary>
    /// <param name="items">At most <see cref="Size"/> + 1 items in the order read: from the start onwards, or, when the page is asked from the end, from the end backwards.</param>
    /// <param name="cursorOf">The opaque cursor of an item.</param>
    /// <param name="total">How many there are in all, when counted.</param>
    public GraphConnection<TNode> Cut<TNode>(IReadOnlyList<TNode> items, Func<TNode, string> cursorOf, long? total = null)
    {
        var more = items.Count > Size;
        IReadOnlyList<TNode> nodes = more ? [.. items.Take(Size)] : items;
        return Last is null
            ? new GraphConnection<TNode>(nodes, cursorOf) { HasNextPage = more, HasPreviousPage = After is not null, TotalCount = total }
            : new GraphConnection<TNode>([.. nodes.Reverse()], cursorOf) { HasPreviousPage = more, HasNextPage = Before is not null, TotalCount = total };
    }
}
