using System.Globalization;
using System.Text;

namespace Banyan.Wire.Translation;

/// <summary>The value of the response header <c>x-banyan-dropped</c>.</summary>
public static class DroppedHeader
{
    /// <summary>Longest value, the count of what did not fit included. <value>2,048 bytes.</value></summary>
    public const int MaxBytes = 2048;

    private const int RoomForCount = 12;

    /// <summary>Joins pointers by commas in their order; those that do not fit are counted as a last entry <c>+N</c>.</summary>
    /// <returns>Visible ASCII: other characters, commas and percent signs inside a pointer are percent-encoded as UTF-8. Null when nothing was dropped.</returns>
    public static string? Format(IReadOnlyList<string> dropped)
    {
        if (dropped.Count == 0)
        {
            return null;
        }

        var value = new StringBuilder();
        for (var i = 0; i < dropped.Count; i++)
        {
            var length = value.Length;
            if (i > 0)
            {
                value.Append(',');
            }

            Append(value, dropped[i]);
            if (value.Length > (i == dropped.Count - 1 ? MaxBytes : MaxBytes - RoomForCount))
            {
                value.Length = length;
                value.Append(CultureInfo.InvariantCulture, $"{(length > 0 ? "," : "")}+{dropped.Count - i}");
                break;
            }
        }

        return value.ToString();
    }

    private static void Append(StringBuilder value, string pointer)
    {
        foreach (var unit in Encoding.UTF8.GetBytes(pointer))
        {
            if (unit is > (byte)' ' and < 0x7f and not (byte)',' and not (byte)'%')
            {
                value.Append((char)unit);
            }
            else
            {
                value.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
            }
        }
    }
}
