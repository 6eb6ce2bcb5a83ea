namespace Banyan.Intents.Conditions;

/// <summary>Which kinds go together, and what comes out.</summary>
internal static class ExprArithmetic
{
    /// <summary>The kind of a sum, difference, product or quotient; null when the operands do not go together.</summary>
    public static ExprKind? Kind(ExprOperator op, ExprKind left, ExprKind right) => (op, left, right) switch
    {
        (_, ExprKind.Number, ExprKind.Number) => ExprKind.Number,
        (ExprOperator.Plus, ExprKind.Instant, ExprKind.Duration) or (ExprOperator.Plus, ExprKind.Duration, ExprKind.Instant) => ExprKind.Instant,
        (ExprOperator.Minus, ExprKind.Instant, ExprKind.Duration) => ExprKind.Instant,
        (ExprOperator.Minus, ExprKind.Instant, ExprKind.Instant) => ExprKind.Duration,
        (ExprOperator.Plus or ExprOperator.Minus, ExprKind.Duration, ExprKind.Duration) => ExprKind.Duration,
        (ExprOperator.Times, ExprKind.Duration, ExprKind.Number) or (ExprOperator.Times, ExprKind.Number, ExprKind.Duration) => ExprKind.Duration,
        (_, ExprKind.Unknown, ExprKind.Unknown or ExprKind.Number or ExprKind.Instant or ExprKind.Duration) => ExprKind.Unknown,
        (_, ExprKind.Number or ExprKind.Instant or ExprKind.Duration, ExprKind.Unknown) => ExprKind.Unknown,
        _ => null,
    };

    /// <summary>Whether two kinds may be compared. Nothing is converted; null is only equal or not.</summary>
    public static bool Compare(bool isEquality, ExprKind left, ExprKind right) => (left, right) switch
    {
        (ExprKind.Unknown, _) or (_, ExprKind.Unknown) => true,
        (ExprKind.Null, _) or (_, ExprKind.Null) => isEquality,
        (ExprKind.List or ExprKind.Record, _) => false,
        (ExprKind.Truth, ExprKind.Truth) => isEquality,
        _ => left == right,
    };

    /// <summary>Sum, difference, product or quotient; unknown when the kinds do not go together, on overflow and on division by zero.</summary>
    public static ExprValue Do(ExprOperator op, ExprValue left, ExprValue right)
    {
        try
        {
            return (left.Content, right.Content) switch
            {
                (decimal one, decimal two) => Numbers(op, one, two),
                (DateTimeOffset when, TimeSpan span) when op is ExprOperator.Plus => ExprValue.Of(when + span),
                (TimeSpan span, DateTimeOffset when) when op is ExprOperator.Plus => ExprValue.Of(when + span),
                (DateTimeOffset when, TimeSpan span) when op is ExprOperator.Minus => ExprValue.Of(when - span),
                (DateTimeOffset later, DateTimeOffset sooner) when op is ExprOperator.Minus => ExprValue.Of(later - sooner),
                (TimeSpan one, TimeSpan two) when op is ExprOperator.Plus => ExprValue.Of(one + two),
                (TimeSpan one, TimeSpan two) when op is ExprOperator.Minus => ExprValue.Of(one - two),
                (TimeSpan span, decimal times) when op is ExprOperator.Times => Times(span, times),
                (decimal times, TimeSpan span) when op is ExprOperator.Times => Times(span, times),
                _ => ExprValue.Unknown,
            };
        }
        catch (Exception error) when (error is OverflowException or DivideByZeroException or ArgumentOutOfRangeException)
        {
            return ExprValue.Unknown;
        }
    }

    private static ExprValue Times(TimeSpan span, decimal times) => ExprValue.Of(TimeSpan.FromTicks((long)(span.Ticks * times)));

    private static ExprValue Numbers(ExprOperator op, decimal one, decimal two) => ExprValue.Of(op switch
    {
        ExprOperator.Plus => one + two,
        ExprOperator.Minus => one - two,
        ExprOperator.Times => one * two,
        _ => one / two,
    });
}
