using System.Globalization;

namespace Banyan.Gateway.Spine;

/// <summary>A place among what is kept of a person.</summary>
/// <param name="Kind">Which kind, counted from 0.</param>
/// <param name="Number">Which of the kind, counted from 0.</param>
public readonly record struct SubjectPlace(int Kind, long Number)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static SubjectPlace? Parse(string? text) =>
        text?.Split('.') is [var kind, var number]
        && int.TryParse(kind, NumberStyles.None, CultureInfo.InvariantCulture, out var which)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? new SubjectPlace(which, place)
            : null;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}.{Number}");
}
