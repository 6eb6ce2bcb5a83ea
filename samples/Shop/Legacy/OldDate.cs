using System.Globalization;

namespace Shop.Legacy;

/// <summary>Days as 24.12.2026.</summary>
internal static class OldDate
{
    private const string Form = "dd.MM.yyyy";

    public static string Write(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);

    public static string? Write(DateOnly? day) => day is { } there ? Write(there) : null;

    public static DateOnly Read(string text) => DateOnly.ParseExact(text, Form, CultureInfo.InvariantCulture);
}
