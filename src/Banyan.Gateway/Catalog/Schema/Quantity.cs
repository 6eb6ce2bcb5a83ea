using System.Globalization;

namespace Banyan.Gateway.Catalog.Schema;

/// <summary>Values as people write them: <c>250ms 5s 5m 24h 90d</c>, <c>32MB</c>, <c>0.25</c>.</summary>
internal static class Quantity
{
    private static readonly (string Suffix, decimal Seconds)[] Spans = [("ms", 0.001m), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    // 1 KB is 1,024 bytes, as the default of 32 MB has always meant 33,554,432.
    private static readonly (string Suffix, decimal Bytes)[] Sizes = [("KB", 1024), ("MB", 1024 * 1024), ("GB", 1024 * 1024 * 1024), ("B", 1)];

    public static bool TryFlag(string text, out bool value)
    {
        value = string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
        return value || string.Equals(text, "false", StringComparison.OrdinalIgnoreCase);
    }

    public static bool TryWhole(string text, out long value) =>
        long.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    public static bool TryNumber(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);

    public static bool TryDuration(string text, out TimeSpan value)
    {
        value = default;
        if (!TryUnits(text, Spans, StringComparison.Ordinal, out var seconds) || Math.Abs(seconds) > 3_650m * 86_400)
        {
            return false;
        }

        value = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    public static bool TrySize(string text, out long bytes)
    {
        bytes = 0;
        if (!TryUnits(text, Sizes, StringComparison.OrdinalIgnoreCase, out var value) && !TryNumber(text, out value))
        {
            return false;
        }

        bytes = Math.Abs(value) < long.MaxValue ? (long)value : 0;
        return bytes == value;
    }

    private static bool TryUnits(string text, (string Suffix, decimal Factor)[] units, StringComparison comparison, out decimal value)
    {
        value = 0;
        foreach (var (suffix, factor) in units)
        {
            if (text.EndsWith(suffix, comparison) && TryNumber(text[..^suffix.Length].TrimEnd(), out var count) && Math.Abs(count) < 1_000_000_000_000m)
            {
                value = count * factor;
                return true;
            }
        }

        return false;
    }
}
