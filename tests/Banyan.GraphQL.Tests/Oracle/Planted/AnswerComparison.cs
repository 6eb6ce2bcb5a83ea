using System.Text.Json;

namespace Banyan.GraphQL.Tests.Oracle.Planted;

/// <summary>Where two answers to one operation differ.</summary>
internal static class AnswerComparison
{
    /// <summary>
    /// What differs; null when nothing does. Data is compared whole, the order of its keys included. Errors are compared by path, places and planted words:
    /// in their order when every value is there at once; else those whose own place is null one by one, and of those that made a place above them null at
    /// least one on each side, since which of several is first is for time to say.
    /// </summary>
    public static string? Difference(JsonElement ours, JsonElement theirs, bool isLate)
    {
        if (Data(ours) is var left && Data(theirs) is var right && (left is null) != (right is null))
        {
            return $"ours has {(left is null ? "no " : "")}data, theirs {(right is null ? "none" : "has")}";
        }

        if (left is { } one && right is { } other && Difference(one, other, "data") is { } place)
        {
            return place;
        }

        var (told, expected) = (Errors(ours, left, isLate), Errors(theirs, right, isLate));
        return told.SequenceEqual(expected, StringComparer.Ordinal) ? null : $"errors: ours\n  {string.Join("\n  ", told)}\ntheirs\n  {string.Join("\n  ", expected)}";
    }

    /// <summary>Where two JSON values differ: order of members counts, the writing of a number does not.</summary>
    public static string? Difference(JsonElement ours, JsonElement theirs, string place)
    {
        if (ours.ValueKind != theirs.ValueKind)
        {
            return $"{place}: ours {ours}, theirs {theirs}";
        }

        switch (ours.ValueKind)
        {
            case JsonValueKind.Object:
                var (left, right) = (ours.EnumerateObject().ToArray(), theirs.EnumerateObject().ToArray());
                return left.Select(member => member.Name).SequenceEqual(right.Select(member => member.Name), StringComparer.Ordinal)
                    ? left.Zip(right, (one, other) => Difference(one.Value, other.Value, $"{place}.{one.Name}")).FirstOrDefault(difference => difference is not null)
                    : $"{place}: ours has {string.Join(' ', left.Select(member => member.Name))}; theirs {string.Join(' ', right.Select(member => member.Name))}";
            case JsonValueKind.Array:
                return ours.GetArrayLength() == theirs.GetArrayLength()
                    ? ours.EnumerateArray().Zip(theirs.EnumerateArray()).Select((pair, index) => Difference(pair.First, pair.Second, $"{place}[{index}]")).FirstOrDefault(difference => difference is not null)
                    : $"{place}: ours has {ours.GetArrayLength()} items, theirs {theirs.GetArrayLength()}";
            case JsonValueKind.Number:
                return ours.GetDouble().Equals(theirs.GetDouble()) ? null : $"{place}: ours {ours}, theirs {theirs}";
            case JsonValueKind.String:
                return ours.GetString() == theirs.GetString() ? null : $"{place}: ours {ours.GetRawText()}, theirs {theirs.GetRawText()}";
            default:
                return null;
        }
    }

    private static JsonElement? Data(JsonElement answer) => answer.TryGetProperty("data", out var data) ? data : null;

    private static string[] Errors(JsonElement answer, JsonElement? data, bool isLate)
    {
        JsonElement[] errors = answer.TryGetProperty("errors", out var all) ? [.. all.EnumerateArray()] : [];
        return isLate && data is { } known
            ? [.. errors.Select(error => NullAbove(known, error) is { } above ? $"some error made {above} null" : Told(error)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : [.. errors.Select(Told)];
    }

    private static string Told(JsonElement error)
    {
        var message = error.GetProperty("message").GetString()!;
        var places = error.TryGetProperty("locations", out var locations) ? string.Join(' ', locations.EnumerateArray().Select(place => $"{place.GetProperty("line")}:{place.GetProperty("column")}")) : "nowhere";
        return $"{(error.TryGetProperty("path", out var path) ? path.GetRawText() : "no path")} at {places}{(message.StartsWith("planted ", StringComparison.Ordinal) ? $": {message}" : "")}";
    }

    /// <summary>The place above an error's own that is null because of it; null when its own is.</summary>
    private static string? NullAbove(JsonElement data, JsonElement error)
    {
        var path = error.TryGetProperty("path", out var given) ? given.EnumerateArray().ToArray() : [];
        var at = data;
        for (var depth = 0; depth < path.Length; depth++)
        {
            if (at.ValueKind == JsonValueKind.Null)
            {
                return $"[{string.Join(',', path.Take(depth).Select(step => step.GetRawText()))}]";
            }

            at = path[depth].ValueKind == JsonValueKind.String ? at.GetProperty(path[depth].GetString()!) : at[path[depth].GetInt32()];
        }

        return null;
    }
}
