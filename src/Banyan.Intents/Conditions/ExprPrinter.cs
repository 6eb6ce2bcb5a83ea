using System.Globalization;
using System.Text;

namespace Banyan.Intents.Conditions;

/// <summary>Writes expressions, with no more parentheses than needed: read again it is the same expression.</summary>
internal static class ExprPrinter
{
    /// <summary>Writes an expression.</summary>
    public static string Print(Expr node) => Print(node, 0);

    /// <summary>A text in single quotes, escaped.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('\'');
        foreach (var c in text)
        {
            _ = c switch
            {
                '\'' => quoted.Append("\\'"),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('\'').ToString();
    }

    // Whatever binds more loosely than its surroundings stands in parentheses.
    private static string Print(Expr node, int rank) => node switch
    {
        Expr.Literal literal => Literal(literal.Value),
        Expr.Field field => field.Path.ToString(),
        Expr.ListOf list => $"[{Joined(list.Elements)}]",
        Expr.Call call => $"{call.Name}({Joined(call.Arguments)})",
        Expr.Not not => "!" + Print(not.Operand, ExprOperators.UnaryRank),
        Expr.Negate negate => "-" + Print(negate.Operand, ExprOperators.UnaryRank),
        Expr.Binary binary when binary.Operator.Rank() < rank => $"({Binary(binary)})",
        Expr.Binary binary => Binary(binary),
        _ => "",
    };

    private static string Binary(Expr.Binary binary)
    {
        var rank = binary.Operator.Rank();
        var left = rank == ExprOperators.ComparisonRank ? rank + 1 : rank;
        return $"{Print(binary.Left, left)} {binary.Operator.Written()} {Print(binary.Right, rank + 1)}";
    }

    private static string Joined(IReadOnlyList<Expr> nodes) => string.Join(", ", nodes.Select(node => Print(node, 0)));

    private static string Literal(object? value) => value switch
    {
        string text => Quoted(text),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        true => "true",
        false => "false",
        _ => "null",
    };
}
