using Banyan.GraphQL.Types.Scalars;

namespace Banyan.GraphQL.Types;

/// <summary>A scalar a schema may add: its name, what it means, and how its values cross the border.</summary>
public sealed class Scalar
{
    private Scalar(string name, string? description, string? specifiedBy, ScalarCoercion coercion)
    {
        Name = name;
        Description = description;
        SpecifiedBy = specifiedBy;
        Coercion = coercion;
    }

    /// <summary>A point in time, <see cref="DateTimeOffset"/>: RFC 3339 with any offset is read, UTC with milliseconds and <c>Z</c> is written.</summary>
    public static Scalar DateTime { get; } = new(
        "DateTime", "A point in time: RFC 3339 with an offset; given as UTC with milliseconds.", "https://www.rfc-editor.org/rfc/rfc3339",
        new TextScalar("DateTime", TimeText.ReadDateTime, TimeText.WriteDateTime, "a date and time of RFC 3339 with an offset"));

    /// <summary>A day without time or zone, <see cref="DateOnly"/>: <c>2026-11-21</c>.</summary>
    public static Scalar Date { get; } = new(
        "Date", "A day without time or zone, as 2026-11-21.", "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
        new TextScalar("Date", TimeText.ReadDate, TimeText.WriteDate, "a date as 2026-11-21"));

    /// <summary>An exact number, <see cref="decimal"/>: a JSON string of at most 12 fraction digits; number literals are read too.</summary>
    public static Scalar Decimal { get; } = new(
        "Decimal", "An exact number, as a string of at most 12 fraction digits; a number is read too.", "https://www.rfc-editor.org/rfc/rfc8259#section-7", new DecimalScalar());

    /// <summary>A whole number within ±(2^53-1), <see cref="long"/>: a JSON number; digits in a string are read too.</summary>
    public static Scalar Long { get; } = new(
        "Long", "A whole number within ±(2^53-1); digits in a string are read too.", "https://www.rfc-editor.org/rfc/rfc8259#section-6", new LongScalar());

    /// <summary>Any JSON value, read as <see cref="System.Text.Json.JsonElement"/>. Given as that, as a node or document, as UTF-8 bytes of JSON, or as dictionaries, lists and simple values.</summary>
    public static Scalar Json { get; } = new(
        "JSON", "Any JSON value; members keep their order and numbers their digits.", "https://www.rfc-editor.org/rfc/rfc8259", new JsonScalar());

    /// <summary>An absolute address, <see cref="Uri"/>.</summary>
    public static Scalar Url { get; } = new(
        "URL", "An absolute address.", "https://www.rfc-editor.org/rfc/rfc3986",
        new TextScalar("URL", text => Uri.TryCreate(text, UriKind.Absolute, out var read) && text.Contains(':', StringComparison.Ordinal) ? read : null, value => (value as Uri)?.OriginalString ?? value as string, "an absolute URL"));

    /// <summary>A length of time, <see cref="TimeSpan"/>: ISO 8601 of weeks, days, hours, minutes and seconds, as <c>PT1M30S</c>.</summary>
    public static Scalar Duration { get; } = new(
        "Duration", "A length of time: ISO 8601 of weeks, days, hours, minutes and seconds, as PT1M30S.", "https://www.iso.org/iso-8601-date-and-time-format.html",
        new TextScalar("Duration", TimeText.ReadDuration, TimeText.WriteDuration, "a duration of ISO 8601 without years and months, as PT1M30S"));

    /// <summary>Its name in the schema.</summary>
    public string Name { get; }

    /// <summary>What its values are; null for one that nobody described.</summary>
    public string? Description { get; }

    /// <summary>Where it is specified; null when nowhere.</summary>
    public string? SpecifiedBy { get; }

    internal ScalarCoercion Coercion { get; }

    /// <summary>A scalar of your own that travels as a JSON string.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What its values are.</param>
    /// <param name="form">What a text must look like, for the message of a refusal: <c>a colour as #rrggbb</c>.</param>
    /// <param name="read">Reads a text; null refuses it.</param>
    /// <param name="write">Writes a value.</param>
    /// <param name="specifiedBy">Where it is specified.</param>
    public static Scalar Text<T>(string name, string description, string form, Func<string, T?> read, Func<T, string> write, string? specifiedBy = null)
        where T : notnull =>
        new(name, description, specifiedBy, new TextScalar(name, text => read(text), value => value is T own ? write(own) : null, form));

    /// <summary>A scalar with a coercion of the engine's own.</summary>
    internal static Scalar Own(string name, string? description, ScalarCoercion coercion, string? specifiedBy = null) => new(name, description, specifiedBy, coercion);
}
