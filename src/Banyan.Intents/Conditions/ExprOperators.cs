namespace Banyan.Intents.Conditions;

/// <summary>How operators are written and how tightly they bind.</summary>
internal static class ExprOperators
{
    /// <summary>How tightly <c>!</c> and the sign bind: tighter than everything between two operands.</summary>
    public const int UnaryRank = 6;

    /// <summary>How tightly comparisons bind; they do not chain.</summary>
    public const int ComparisonRank = 3;

    /// <summary>1 (loosest) to 5.</summary>
    public static int Rank(this ExprOperator op) => op switch
    {
        ExprOperator.Or => 1,
        ExprOperator.And => 2,
        ExprOperator.Plus or ExprOperator.Minus => 4,
        ExprOperator.Times or ExprOperator.Over => 5,
        _ => ComparisonRank,
    };

    /// <summary>As it is written.</summary>
    public static string Written(this ExprOperator op) => op switch
    {
        ExprOperator.Or => "||",
        ExprOperator.And => "&&",
        ExprOperator.Equal => "==",
        ExprOperator.NotEqual => "!=",
        ExprOperator.Less => "<",
        ExprOperator.LessOrEqual => "<=",
        ExprOperator.Greater => ">",
        ExprOperator.GreaterOrEqual => ">=",
        ExprOperator.In => "in",
        ExprOperator.Plus => "+",
        ExprOperator.Minus => "-",
        ExprOperator.Times => "*",
        ExprOperator.Over => "/",
    };

    /// <summary>The operator of a token; null when it is none.</summary>
    public static ExprOperator? Read(string written) => written switch
    {
        "||" => ExprOperator.Or,
        "&&" => ExprOperator.And,
        "==" => ExprOperator.Equal,
        "!=" => ExprOperator.NotEqual,
        "<" => ExprOperator.Less,
        "<=" => ExprOperator.LessOrEqual,
        ">" => ExprOperator.Greater,
        ">=" => ExprOperator.GreaterOrEqual,
        "in" => ExprOperator.In,
        "+" => ExprOperator.Plus,
        "-" => ExprOperator.Minus,
        "*" => ExprOperator.Times,
        "/" => ExprOperator.Over,
        _ => null,
    };
}
