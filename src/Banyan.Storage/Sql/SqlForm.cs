using System.Globalization;

namespace Banyan.Storage.Sql;

/// <summary>How a database wants the types that the two write differently.</summary>
/// <param name="Json">What a JSON parameter is followed by.</param>
internal abstract record SqlForm(string Json)
{
    /// <summary>An id as a parameter.</summary>
    public abstract object Id(Guid id);

    /// <summary>An instant as a parameter, to the microsecond.</summary>
    public abstract object Instant(DateTimeOffset instant);

    /// <summary>An instant or nothing.</summary>
    public object? Instant(DateTimeOffset? instant) => instant is { } some ? Instant(some) : null;

    /// <summary>A truth value as a parameter.</summary>
    public abstract object Truth(bool value);

    /// <summary>Reads an id.</summary>
    public abstract Guid ReadId(object value);

    /// <summary>Reads an instant.</summary>
    public abstract DateTimeOffset ReadInstant(object value);

    /// <summary>Reads a truth value.</summary>
    public static bool ReadTruth(object value) => Convert.ToBoolean(value, CultureInfo.InvariantCulture);

    /// <summary>Reads a whole number.</summary>
    public static long ReadLong(object value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
