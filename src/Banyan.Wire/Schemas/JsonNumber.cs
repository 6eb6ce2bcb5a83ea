using System.Globalization;
using System.Text.Json;

namespace Banyan.Wire.Schemas;

/// <summary>A JSON number kept exactly, whatever its size: 1, 1.0 and 1e0 are equal, 1e400 is no infinity.</summary>
internal readonly struct JsonNumber
{
    // The value is ±0.DIGITS x 10^point; no digits means zero.
    private readonly string _digits;
    private readonly bool _isNegative;
    private readonly long _point;

    private JsonNumber(string digits, bool isNegative, long point) => (_digits, _isNegative, _point) = (digits, isNegative, point);

    /// <summary>Whether it has no fraction.</summary>
    public bool IsInteger => _digits.Length <= _point || _digits.Length == 0;

    /// <summary>Reads a number.</summary>
    public static JsonNumber Read(JsonElement number)
    {
        var raw = number.GetRawText().AsSpan();
        var isNegative = raw[0] == '-';
        raw = raw[(isNegative ? 1 : 0)..];
        var e = raw.IndexOfAny('e', 'E');
        var mantissa = e < 0 ? raw : raw[..e];
        var exponent = e < 0 ? 0 : Exponent(raw[(e + 1)..]);
        var dot = mantissa.IndexOf('.');
        var digits = dot < 0 ? mantissa.ToString() : string.Concat(mantissa[..dot], mantissa[(dot + 1)..]);
        var point = exponent + (dot < 0 ? mantissa.Length : dot);
        var kept = digits.TrimStart('0');
        point -= digits.Length - kept.Length;
        kept = kept.TrimEnd('0');
        return kept.Length == 0 ? new JsonNumber("", false, 0) : new JsonNumber(kept, isNegative, point);
    }

    /// <summary>Order by value: negative, zero or positive.</summary>
    public int OrderTo(JsonNumber other)
    {
        var sign = Sign().CompareTo(other.Sign());
        if (sign != 0 || _digits.Length == 0)
        {
            return sign;
        }

        var size = _point != other._point ? _point.CompareTo(other._point) : string.CompareOrdinal(_digits, other._digits);
        return _isNegative ? -size : size;
    }

    /// <summary>Whether it is a whole multiple of another; null when either is too large or too fine for exact division.</summary>
    public bool? IsMultipleOf(JsonNumber step) =>
        ToDecimal() is { } value && step.ToDecimal() is { } divisor && divisor != 0 ? value % divisor == 0 : null;

    private int Sign() => _digits.Length == 0 ? 0 : _isNegative ? -1 : 1;

    private decimal? ToDecimal()
    {
        if (_digits.Length == 0)
        {
            return 0;
        }

        // 28 digits on either side of the point are what a decimal holds for certain.
        if (_digits.Length > 28 || _point > 28 || _digits.Length - _point > 28)
        {
            return null;
        }

        var scale = _point >= _digits.Length ? _digits.PadRight((int)_point, '0') : _point > 0 ? $"{_digits[..(int)_point]}.{_digits[(int)_point..]}" : $"0.{new string('0', (int)-_point)}{_digits}";
        return decimal.TryParse(scale, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    // An exponent beyond a thousand million is as good as one of that size: no two bounds of a schema differ there.
    private static long Exponent(ReadOnlySpan<char> text)
    {
        const long Most = 1_000_000_000_000;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? Math.Clamp(value, -Most, Most) : text[0] == '-' ? -Most : Most;
    }
}
