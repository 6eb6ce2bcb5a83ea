using System.Globalization;

namespace Banyan.Intents.Conditions;

/// <summary>Reads expressions: operators by rank, from loose to tight. Bounded in length, parts and depth; never throws.</summary>
/// <remarks><code>
/// expr  := unary (operator unary)*        ranks: ||, &amp;&amp;, comparison and in (do not chain), + -, * /
/// unary := ('!' | '-') unary | value
/// value := number | text | true | false | null | '[' exprs ']' | '(' expr ')' | name '(' exprs ')' | path
/// path  := name ('.' name | '[' number ']' | '[' text ']')*
/// </code></remarks>
internal sealed class ExprParser
{
    private readonly IReadOnlyList<ExprToken> _tokens;
    private ExprFault? _fault;
    private int _at;
    private int _depth;

    private ExprParser(IReadOnlyList<ExprToken> tokens) => _tokens = tokens;

    private ExprToken Next => _tokens[_at];

    /// <summary>Reads an expression.</summary>
    public static ParsedExpr Parse(string source)
    {
        if (source.Length > ExprBounds.Length)
        {
            return new ParsedExpr(null, new ExprFault(0, $"is longer than {ExprBounds.Length} characters"));
        }

        var tokenizer = new ExprTokenizer(source);
        var tokens = tokenizer.Read();
        if (tokenizer.Fault is not null)
        {
            return new ParsedExpr(null, tokenizer.Fault);
        }

        var parser = new ExprParser(tokens);
        var root = parser.Operation(1);
        if (root is not null && parser.Next.Kind != ExprTokenKind.End)
        {
            root = parser.Fail($"'{parser.Next.Text}' is not expected here");
        }

        var fault = parser._fault ?? (root is null ? null : ExprBounds.Fault(root));
        return new ParsedExpr(fault is null ? root : null, fault);
    }

    private Expr? Operation(int rank)
    {
        var left = rank == ExprOperators.UnaryRank ? Unary() : Operation(rank + 1);
        while (left is not null && rank < ExprOperators.UnaryRank && OperatorHere() is { } op && op.Rank() == rank)
        {
            var at = Next.At;
            _at++;
            if (Operation(rank + 1) is not { } right)
            {
                return null;
            }

            left = new Expr.Binary(op, left, right) { At = at };
            if (rank == ExprOperators.ComparisonRank && OperatorHere()?.Rank() == rank)
            {
                return Fail("comparisons do not chain; join two of them with &&");
            }
        }

        return left;
    }

    private ExprOperator? OperatorHere() =>
        Next.Kind == ExprTokenKind.Mark || Next is { Kind: ExprTokenKind.Name, Text: "in" } ? ExprOperators.Read(Next.Text) : null;

    private Expr? Unary()
    {
        var token = Next;
        if (!token.Is("!") && !token.Is("-"))
        {
            return Value();
        }

        _at++;
        if (!Enter() || Unary() is not { } operand)
        {
            return null;
        }

        _depth--;
        return token.Is("!") ? new Expr.Not(operand) { At = token.At }
            : operand is Expr.Literal { Value: decimal number } ? new Expr.Literal(-number) { At = token.At }
            : new Expr.Negate(operand) { At = token.At };
    }

    private Expr? Value()
    {
        var token = Next;
        switch (token.Kind)
        {
            case ExprTokenKind.Text:
                _at++;
                return new Expr.Literal(token.Text) { At = token.At };
            case ExprTokenKind.Number:
                _at++;
                return decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    ? new Expr.Literal(number) { At = token.At }
                    : Fail("a number is too large", token.At);
            case ExprTokenKind.Name:
                return Named(token);
            case ExprTokenKind.Mark when token.Is("("):
                return Between(() => Operation(1), ")");
            case ExprTokenKind.Mark when token.Is("["):
                return Between(() => Exprs("]") is { } elements ? new Expr.ListOf(elements) { At = token.At } : null, "]");
            case ExprTokenKind.Mark or ExprTokenKind.End:
            default:
                return Fail(token.Kind == ExprTokenKind.End ? "something is missing at the end" : $"'{token.Text}' is not expected here");
        }
    }

    private Expr? Named(ExprToken name)
    {
        _at++;
        if (name.Text is "true" or "false" or "null")
        {
            return new Expr.Literal(name.Text == "null" ? null : name.Text == "true") { At = name.At };
        }

        if (!Next.Is("("))
        {
            return name.Text == "in" ? Fail("'in' needs a value on its left", name.At) : Field(name);
        }

        if (!ExprFunctions.All.TryGetValue(name.Text, out var takes))
        {
            return Fail($"there is no function '{name.Text}'; there are {string.Join(", ", ExprFunctions.All.Keys.Order(StringComparer.Ordinal))}", name.At);
        }

        return Between(() => Exprs(")") is not { } arguments ? null
            : arguments.Count < takes.Least || arguments.Count > takes.Most ? Fail($"{name.Text}() takes {(takes.Least == takes.Most ? takes.Most : "1 or 2")} arguments, not {arguments.Count}", name.At)
            : new Expr.Call(name.Text, arguments) { At = name.At }, ")");
    }

    private Expr? Field(ExprToken root)
    {
        var parts = new List<PathPart>();
        while (Next.Is(".") || Next.Is("["))
        {
            var isMember = Next.Is(".");
            _at++;
            var token = Next;
            PathPart? part = token.Kind switch
            {
                ExprTokenKind.Name when isMember && !token.Text.Contains('#', StringComparison.Ordinal) => new PathPart(token.Text),
                ExprTokenKind.Text when !isMember => new PathPart(token.Text),
                ExprTokenKind.Number when !isMember && int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= ValuePath.MaxIndex => new PathPart(null, index),
                _ => null,
            };
            if (part is null)
            {
                return Fail(isMember ? "a member's name is wanted after '.'" : $"an index from 0 to {ValuePath.MaxIndex} or a quoted name is wanted after '['");
            }

            parts.Add(part.Value);
            _at++;
            if (!isMember && !Expect("]"))
            {
                return null;
            }
        }

        return new Expr.Field(new ValuePath(root.Text, parts)) { At = root.At };
    }

    private List<Expr>? Exprs(string end)
    {
        var read = new List<Expr>();
        while (!Next.Is(end))
        {
            if ((read.Count > 0 && !Expect(",")) || Operation(1) is not { } one)
            {
                return null;
            }

            read.Add(one);
        }

        return read;
    }

    // Reads what stands between an opening mark, which is next, and its end.
    private Expr? Between(Func<Expr?> inner, string end)
    {
        _at++;
        if (!Enter() || inner() is not { } read || !Expect(end))
        {
            return null;
        }

        _depth--;
        return read;
    }

    private bool Enter() => ++_depth <= ExprBounds.Parentheses || Fail($"is nested deeper than {ExprBounds.Parentheses}") is not null;

    private bool Expect(string mark)
    {
        if (!Next.Is(mark))
        {
            Fail($"'{mark}' is wanted here");
            return false;
        }

        _at++;
        return true;
    }

    private Expr? Fail(string message, int? at = null)
    {
        _fault ??= new ExprFault(at ?? Next.At, message);
        return null;
    }
}
