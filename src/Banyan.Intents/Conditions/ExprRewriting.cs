namespace Banyan.Intents.Conditions;

/// <summary>What an expression refers to, and the same expression over other steps.</summary>
internal static class ExprRewriting
{
    /// <summary>Every path it reads, each once, in the order written. Paths of <c>it</c> inside <c>any</c> and <c>all</c> belong to the list named there and are left out.</summary>
    public static IReadOnlyList<ValuePath> References(this Expr root) => [.. Free(root, false).Distinct()];

    /// <summary>The ids of steps it reads: edges of the graph.</summary>
    public static IReadOnlyList<string> Steps(this Expr root) =>
        [.. root.References().Select(path => path.Root).Where(IsStep).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether a root names a step: <c>s1</c>, or <c>s1#2</c> for one element of it.</summary>
    public static bool IsStep(string root) =>
        root.Length > 1 && root[0] == 's' && root.AsSpan(1).Count('#') <= 1 && root.Skip(1).All(c => char.IsAsciiDigit(c) || c == '#') && char.IsAsciiDigit(root[1]);

    /// <summary>The same expression with other roots, as when a step of a list is run for one element (<c>s2</c> becomes <c>s2#3</c>).</summary>
    public static Expr Rename(this Expr root, Func<string, string> rename) => root switch
    {
        Expr.Field field => field with { Path = field.Path with { Root = rename(field.Path.Root) } },
        Expr.ListOf list => list with { Elements = [.. list.Elements.Select(one => one.Rename(rename))] },
        Expr.Not not => not with { Operand = not.Operand.Rename(rename) },
        Expr.Negate negate => negate with { Operand = negate.Operand.Rename(rename) },
        Expr.Binary binary => binary with { Left = binary.Left.Rename(rename), Right = binary.Right.Rename(rename) },
        Expr.Call call => call with { Arguments = [.. call.Arguments.Select(one => one.Rename(rename))] },
        _ => root,
    };

    /// <summary>The same expression with a place for <c>it</c>, but for the <c>it</c> of <c>any</c> and <c>all</c>.</summary>
    public static Expr PutElement(this Expr root, ValuePath place) => root switch
    {
        Expr.Field field when field.Path.Root == ExprFunctions.Element => field with { Path = new ValuePath(place.Root, [.. place.Parts, .. field.Path.Parts]) },
        Expr.ListOf list => list with { Elements = [.. list.Elements.Select(one => one.PutElement(place))] },
        Expr.Not not => not with { Operand = not.Operand.PutElement(place) },
        Expr.Negate negate => negate with { Operand = negate.Operand.PutElement(place) },
        Expr.Binary binary => binary with { Left = binary.Left.PutElement(place), Right = binary.Right.PutElement(place) },
        Expr.Call { Name: "any" or "all", Arguments: [var list, var test] } call => call with { Arguments = [list.PutElement(place), test] },
        Expr.Call call => call with { Arguments = [.. call.Arguments.Select(one => one.PutElement(place))] },
        _ => root,
    };

    private static IEnumerable<ValuePath> Free(Expr node, bool isInList)
    {
        if (node is Expr.Field field)
        {
            return isInList && field.Path.Root == ExprFunctions.Element ? [] : [field.Path];
        }

        return node is Expr.Call { Name: "any" or "all", Arguments: [var list, var predicate] }
            ? Free(list, isInList).Concat(Free(predicate, true))
            : node.Children().SelectMany(child => Free(child, isInList));
    }
}
