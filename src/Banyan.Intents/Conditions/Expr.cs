namespace Banyan.Intents.Conditions;

/// <summary>A node of an expression. Immutable, without side effects; <see cref="ExprPrinter"/> writes it, <see cref="ExprParser"/> reads it.</summary>
internal abstract record Expr
{
    private Expr()
    {
    }

    /// <summary>Where it begins in the text it was read from; 0 when made by code.</summary>
    public int At { get; init; }

    /// <summary>A text, number, truth or null that stands in the expression.</summary>
    /// <param name="Value">A <see cref="string"/>, <see cref="decimal"/>, <see cref="bool"/>, or null.</param>
    public sealed record Literal(object? Value) : Expr;

    /// <summary>A value of a step's result, of the caller, or of the element at hand (<c>it</c>).</summary>
    /// <param name="Path">The path.</param>
    public sealed record Field(ValuePath Path) : Expr;

    /// <summary>A list written out.</summary>
    /// <param name="Elements">Its elements.</param>
    public sealed record ListOf(IReadOnlyList<Expr> Elements) : Expr;

    /// <summary>The opposite of a truth.</summary>
    /// <param name="Operand">The truth.</param>
    public sealed record Not(Expr Operand) : Expr;

    /// <summary>The opposite of a number or duration. Never of a number written out: that is a negative <see cref="Literal"/>.</summary>
    /// <param name="Operand">The number.</param>
    public sealed record Negate(Expr Operand) : Expr;

    /// <summary>Two operands.</summary>
    /// <param name="Operator">What is done with them.</param>
    /// <param name="Left">The left one.</param>
    /// <param name="Right">The right one.</param>
    public sealed record Binary(ExprOperator Operator, Expr Left, Expr Right) : Expr;

    /// <summary>A call of one of <see cref="ExprFunctions"/>.</summary>
    /// <param name="Name">The function.</param>
    /// <param name="Arguments">What it is given.</param>
    public sealed record Call(string Name, IReadOnlyList<Expr> Arguments) : Expr;

    /// <summary>The nodes right below.</summary>
    public IEnumerable<Expr> Children() => this switch
    {
        ListOf list => list.Elements,
        Not not => [not.Operand],
        Negate negate => [negate.Operand],
        Binary binary => [binary.Left, binary.Right],
        Call call => call.Arguments,
        _ => [],
    };

    /// <summary>This node and all below, in the order written.</summary>
    public IEnumerable<Expr> Nodes() => Children().SelectMany(child => child.Nodes()).Prepend(this);
}
