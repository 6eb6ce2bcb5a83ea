using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph;

/// <summary>Cursors of lists that are ordered by instant and id: opaque to callers, and of no use in another tenant, whose rows are never read.</summary>
internal static class Cursor
{
    /// <summary>The cursor of a row.</summary>
    public static string Of(DateTimeOffset at, Guid id) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}.{id:N}")));

    /// <summary>The row a cursor stands for; null for none.</summary>
    /// <exception cref="CoercionException">It is no cursor of such a list.</exception>
    public static (DateTimeOffset At, Guid Id)? Read(string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[96];
        if (cursor.Length <= 96 && Base64Url.IsValid(cursor) && Base64Url.TryDecodeFromChars(cursor, bytes, out var written)
            && Encoding.ASCII.GetString(bytes[..written]).Split('.') is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParseExact(id, "N", out var guid))
        {
            return (new DateTimeOffset(at, TimeSpan.Zero), guid);
        }

        throw new CoercionException("The cursor is not one of this list: give an endCursor as it came.");
    }
}
