using System.Data;
using System.Globalization;

namespace Banyan.Storage.Sql;

/// <summary>How a database wants the types that the two write differently.</summary>
/// <param name="Json">What a JSON parameter is followed by.</param>
internal abstract record SqlForm(string Json)
{
    /// <summary>Now, as an expression: the database's clock where nodes share it, else parameter <c>@Now</c>.</summary>
    public abstract string Now { get; }

    /// <summary><see cref="Now"/> in microseconds since 1970.</summary>
    public abstract string NowMicroseconds { get; }

    /// <summary><see cref="Now"/> and the seconds of parameter <c>@Life</c>.</summary>
    public abstract string NowPlusLife { get; }

    /// <summary>The type of an instant that may be absent: said outright, for an absent one has no type of its own.</summary>
    public abstract DbType InstantType { get; }

    /// <summary>The type of an id that may be absent.</summary>
    public abstract DbType IdType { get; }

    /// <summary>A condition: the stored grants of a key hold everything.</summary>
    public abstract string HasEverything(string column);

    /// <summary>A condition: the column's value is one of a parameter's, an array.</summary>
    public virtual string IsAmong(string column, string parameter) => $"{column} IN @{parameter}";

    /// <summary>The beginning of the hour or day (UTC) a column's instant lies in, as an expression.</summary>
    public abstract string Opening(string column, bool isDay);

    /// <summary>Whether one statement may change one table by what it changes in another (<c>WITH … AS (UPDATE …) INSERT …</c>).</summary>
    public virtual bool ChangesInOne => false;

    /// <summary>A column of ids as lower-case text, as other tables name them.</summary>
    public virtual string TextOf(string column) => column;

    /// <summary>What a query for one free row ends in, where several may look for one at once.</summary>
    public virtual string SkipLocked => "";

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
