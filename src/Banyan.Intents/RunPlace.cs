using System.Globalization;

namespace Banyan.Intents;

/// <summary>Where in which run the answer to a message begins, as it is kept with the message: <c>run</c> or <c>run@sequence</c>.</summary>
internal static class RunPlace
{
    public static string Write(Accepted place) => place.After == 0 ? place.RunId : string.Create(CultureInfo.InvariantCulture, $"{place.RunId}@{place.After}");

    public static Accepted Read(string kept)
    {
        var at = kept.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? new Accepted(kept, 0, null) : new Accepted(kept[..at], long.Parse(kept.AsSpan(at + 1), CultureInfo.InvariantCulture), null);
    }
}
