using System.Globalization;
using System.Numerics;

namespace Banyan.Gateway.Tools.BuiltIn.Calculating;

/// <summary>Parses and evaluates an expression in one pass: numbers, + - * / % ^, parentheses, and a few functions. Nothing of it is code.</summary>
internal sealed class Calculator
{
    private const int MostCharacters = 1_000, MostDepth = 64, MostExponent = 1_000, MostArguments = 100, MostDecimals = 60;
    private readonly string _text;
    private int _at;
    private int _depth;
    private bool _isRounded;

    private Calculator(string text) => _text = text;

    /// <summary>Evaluates an expression of at most 1,000 characters.</summary>
    /// <returns>The result as a decimal, and whether nothing of it was rounded; what is rounded has 28 places.</returns>
    /// <exception cref="CalculationException">It can't be; the message says where and why.</exception>
    public static (string Text, bool IsExact) Evaluate(string expression)
    {
        if (expression.Length > MostCharacters)
        {
            throw new CalculationException("an expression has at most 1,000 characters");
        }

        var calculator = new Calculator(expression);
        var value = calculator.Sum();
        if (calculator.Peek() != '\0')
        {
            throw calculator.Unexpected();
        }

        var (text, isExact) = calculator._isRounded ? value.Round(Fraction.RoundedDigits).Write() : value.Write();
        return (text, isExact && !calculator._isRounded);
    }

    private Fraction Sum()
    {
        var value = Product();
        while (Peek() is '+' or '-')
        {
            value = Take() == '+' ? value.Plus(Product()) : value.Minus(Product());
        }

        return value;
    }

    private Fraction Product()
    {
        var value = Signed();
        while (Peek() is '*' or '/' or '%' or '×' or '÷')
        {
            value = Take() switch
            {
                '*' or '×' => value.Times(Signed()),
                '%' => Remainder(value, Signed()),
                _ => value.By(Signed()),
            };
        }

        return value;
    }

    private Fraction Signed()
    {
        if (Peek() is not ('-' or '+'))
        {
            return Power();
        }

        return Deeper(() => Take() == '-' ? Signed().Negated() : Signed());
    }

    /// <summary>Binds tighter than a sign before it, and from the right: -2^2 is -4, 2^3^2 is 512.</summary>
    private Fraction Power()
    {
        var value = Single();
        if (Peek() != '^')
        {
            return value;
        }

        Take();
        return Raise(value, Deeper(Signed));
    }

    private Fraction Single()
    {
        var next = Peek();
        if (next == '(')
        {
            return Deeper(() =>
            {
                Take();
                var value = Sum();
                Expect(')');
                return value;
            });
        }

        return char.IsAsciiDigit(next) || next == '.' ? Number() : char.IsAsciiLetter(next) ? Deeper(Function) : throw Unexpected();
    }

    private Fraction Number()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.'))
        {
            _at++;
        }

        var digits = _text[start.._at];
        var exponent = Exponent();
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        if (digits is "." || (point >= 0 && digits.LastIndexOf('.') != point))
        {
            throw new CalculationException($"'{digits}' is no number");
        }

        var decimals = point < 0 ? 0 : digits.Length - point - 1;
        var whole = BigInteger.Parse(digits.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return Fraction.Of(whole * BigInteger.Pow(10, Math.Max(exponent - decimals, 0)), BigInteger.Pow(10, Math.Max(decimals - exponent, 0)));
    }

    private int Exponent()
    {
        var start = _at;
        if (_at >= _text.Length || _text[_at] is not ('e' or 'E'))
        {
            return 0;
        }

        _at++;
        _at += _at < _text.Length && _text[_at] is '+' or '-' ? 1 : 0;
        var digits = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        return _at > digits && int.TryParse(_text.AsSpan(start + 1, _at - start - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) && Math.Abs(exponent) <= MostExponent
            ? exponent
            : throw new CalculationException("an exponent is a whole number up to 1,000");
    }

    private Fraction Function()
    {
        var start = _at;
        while (_at < _text.Length && char.IsAsciiLetterOrDigit(_text[_at]))
        {
            _at++;
        }

        var name = _text[start.._at].ToLowerInvariant();
        Expect('(');
        var values = new List<Fraction> { Sum() };
        while (Peek() == ',' && values.Count < MostArguments)
        {
            Take();
            values.Add(Sum());
        }

        Expect(')');
        return (name, values) switch
        {
            ("abs", [var one]) => one.Over.Sign < 0 ? one.Negated() : one,
            ("floor", [var one]) => Fraction.Of(one.Floor()),
            ("ceil", [var one]) => Fraction.Of(-one.Negated().Floor()),
            ("sqrt", [var one]) => Root(one),
            ("round", [var one]) => one.Round(0),
            ("round", [var one, { IsWhole: true } decimals]) when decimals.Over >= 0 && decimals.Over <= MostDecimals => one.Round((int)decimals.Over),
            ("min", _) => values.Aggregate((least, one) => one.OrderTo(least) < 0 ? one : least),
            ("max", _) => values.Aggregate((most, one) => one.OrderTo(most) > 0 ? one : most),
            ("sum", _) => values.Aggregate((sum, one) => sum.Plus(one)),
            ("avg", _) => values.Aggregate((sum, one) => sum.Plus(one)).By(Fraction.Of(values.Count)),
            _ => throw new CalculationException($"there is no function {name} of {values.Count} numbers; known are abs, avg, ceil, floor, max, min, round, sqrt, sum"),
        };
    }

    private static Fraction Remainder(Fraction value, Fraction by)
    {
        var parts = value.By(by);
        var whole = Fraction.Of(BigInteger.Divide(parts.Over, parts.Under));
        return value.Minus(by.Times(whole));
    }

    private static Fraction Raise(Fraction value, Fraction exponent)
    {
        if (!exponent.IsWhole || BigInteger.Abs(exponent.Over) > MostExponent)
        {
            throw new CalculationException("a power is a whole number up to 1,000");
        }

        var times = (int)BigInteger.Abs(exponent.Over);
        if (Math.Max(value.Over.GetBitLength(), value.Under.GetBitLength()) * times > Fraction.MostBits)
        {
            throw new CalculationException("the number gets too long");
        }

        var (over, under) = (BigInteger.Pow(value.Over, times), BigInteger.Pow(value.Under, times));
        return exponent.Over.Sign < 0 ? Fraction.Of(under, over) : Fraction.Of(over, under);
    }

    /// <summary>Exact where the root is a fraction; else to 40 places.</summary>
    private Fraction Root(Fraction value)
    {
        if (value.Over.Sign < 0)
        {
            throw new CalculationException("a negative number has no root");
        }

        var (over, under) = (Whole(value.Over), Whole(value.Under));
        if (over * over == value.Over && under * under == value.Under)
        {
            return Fraction.Of(over, under);
        }

        _isRounded = true;
        var scale = BigInteger.Pow(10, 40);
        return Fraction.Of(Whole(value.Over * scale * scale / value.Under), scale);
    }

    /// <summary>The largest whole number whose square is not more (Newton).</summary>
    private static BigInteger Whole(BigInteger value)
    {
        if (value.IsZero)
        {
            return value;
        }

        var root = BigInteger.One << (int)((value.GetBitLength() / 2) + 1);
        while (true)
        {
            var next = (root + (value / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }

    private Fraction Deeper(Func<Fraction> part)
    {
        if (++_depth > MostDepth)
        {
            throw new CalculationException("it is nested more than 64 deep");
        }

        var value = part();
        _depth--;
        return value;
    }

    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }

    private char Take()
    {
        Peek();
        return _text[_at++];
    }

    private void Expect(char wanted)
    {
        if (Peek() != wanted)
        {
            throw Unexpected();
        }

        _at++;
    }

    private CalculationException Unexpected() =>
        new(_at >= _text.Length ? "it ends too early" : string.Create(CultureInfo.InvariantCulture, $"'{_text[_at]}' at position {_at + 1} is not understood"));
}
