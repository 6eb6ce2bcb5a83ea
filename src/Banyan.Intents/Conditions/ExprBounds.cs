namespace Banyan.Intents.Conditions;

/// <summary>How large an expression may be, and how much work it may make.</summary>
internal static class ExprBounds
{
    /// <summary>Characters.</summary>
    public const int Length = 4000;

    /// <summary>Nodes.</summary>
    public const int Nodes = 64;

    /// <summary>Nodes on the way from the root to a leaf.</summary>
    public const int Depth = 16;

    /// <summary>Parentheses inside each other.</summary>
    public const int Parentheses = 32;

    /// <summary>Nodes visited while evaluating, elements of lists included; beyond it the outcome is unknown.</summary>
    public const int Visits = 50_000;

    /// <summary>What is wrong with the size of an expression; null when nothing is.</summary>
    public static ExprFault? Fault(Expr root) =>
        Deepest(root, 1) > Depth ? new ExprFault(root.At, $"is nested deeper than {Depth}; split the condition")
        : root.Nodes().Skip(Nodes).Any() ? new ExprFault(root.At, $"has more than {Nodes} parts; split the condition")
        : null;

    private static int Deepest(Expr node, int depth) => depth > Depth ? depth : node.Children().Select(child => Deepest(child, depth + 1)).DefaultIfEmpty(depth).Max();
}
