using System.Globalization;
using System.Numerics;

namespace Banyan.Gateway.Tools.BuiltIn.Calculating;

/// <summary>An exact number: a fraction of whole numbers in lowest terms, the lower one more than none.</summary>
internal readonly record struct Fraction
{
    /// <summary>Numbers that need more bits are refused: a short expression can ask for a long one.</summary>
    public const long MostBits = 4_096;

    /// <summary>Places of what is rounded.</summary>
    public const int RoundedDigits = 28;

    private const int MostDigits = 60;

    private Fraction(BigInteger over, BigInteger under) => (Over, Under) = (over, under);

    public BigInteger Over { get; }

    public BigInteger Under { get; }

    public bool IsWhole => Under.IsOne;

    public static Fraction Of(BigInteger whole) => new(whole, BigInteger.One);

    /// <summary>A fraction in lowest terms.</summary>
    /// <exception cref="CalculationException">It divides by none, or is too long.</exception>
    public static Fraction Of(BigInteger over, BigInteger under)
    {
        if (under.IsZero)
        {
            throw new CalculationException("division by zero");
        }

        var common = BigInteger.GreatestCommonDivisor(over, under) * under.Sign;
        var (upper, lower) = (over / common, under / common);
        return upper.GetBitLength() > MostBits || lower.GetBitLength() > MostBits ? throw new CalculationException("the number gets too long") : new Fraction(upper, lower);
    }

    public Fraction Plus(Fraction other) => Of((Over * other.Under) + (other.Over * Under), Under * other.Under);

    public Fraction Minus(Fraction other) => Plus(other.Negated());

    public Fraction Times(Fraction other) => Of(Over * other.Over, Under * other.Under);

    public Fraction By(Fraction other) => Of(Over * other.Under, Under * other.Over);

    public Fraction Negated() => new(-Over, Under);

    /// <summary>Which is more: negative when the other is.</summary>
    public int OrderTo(Fraction other) => (Over * other.Under).CompareTo(other.Over * Under);

    /// <summary>The largest whole number that is not more.</summary>
    public BigInteger Floor() => Over.Sign < 0 && !IsWhole ? (Over / Under) - 1 : Over / Under;

    /// <summary>The nearest number of so many decimals, halves away from none.</summary>
    public Fraction Round(int decimals)
    {
        var scale = BigInteger.Pow(10, decimals);
        var twice = (BigInteger.Abs(Over) * scale * 2) + Under;
        return Of(twice / (Under * 2) * Over.Sign, scale);
    }

    /// <summary>Written as a decimal; rounded to 28 places when it never ends or is longer than sixty.</summary>
    public (string Text, bool IsExact) Write()
    {
        for (var decimals = 0; decimals <= MostDigits; decimals++)
        {
            if ((BigInteger.Pow(10, decimals) % Under).IsZero)
            {
                return (Digits(this, decimals), true);
            }
        }

        return (Digits(Round(RoundedDigits), RoundedDigits).TrimEnd('0').TrimEnd('.'), false);
    }

    private static string Digits(Fraction value, int decimals)
    {
        var digits = (BigInteger.Abs(value.Over) * BigInteger.Pow(10, decimals) / value.Under).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var sign = value.Over.Sign < 0 ? "-" : "";
        return decimals == 0 ? sign + digits : $"{sign}{digits[..^decimals]}.{digits[^decimals..]}";
    }
}
