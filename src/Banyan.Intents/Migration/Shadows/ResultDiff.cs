using System.Text.Json;

namespace Banyan.Intents.Migration.Shadows;

/// <summary>Compares two results in the intent's names: numbers as decimals, members in any order, lists in theirs; absent and null are one.</summary>
internal static class ResultDiff
{
    private const int MostDepth = 32;

    /// <summary>More are not told: a result that differs everywhere is another result.</summary>
    private const int Most = 50;

    /// <summary>The fields that differ, in the order of the first result.</summary>
    public static IReadOnlyList<FieldDiff> Of(JsonElement old, JsonElement now)
    {
        var found = new List<FieldDiff>();
        Walk("$", old, now, (found, MostDepth));
        return found;
    }

    private static void Walk(string path, JsonElement? old, JsonElement? now, (List<FieldDiff> Found, int Depth) state)
    {
        if (state.Found.Count >= Most || (IsNothing(old) && IsNothing(now)))
        {
            return;
        }

        if (state.Depth > 0 && old is { ValueKind: JsonValueKind.Object } oldObject && now is { ValueKind: JsonValueKind.Object } newObject)
        {
            foreach (var name in oldObject.EnumerateObject().Concat(newObject.EnumerateObject()).Select(member => member.Name).Distinct(StringComparer.Ordinal))
            {
                Walk($"{path}.{name}", Member(oldObject, name), Member(newObject, name), (state.Found, state.Depth - 1));
            }
        }
        else if (state.Depth > 0 && old is { ValueKind: JsonValueKind.Array } oldList && now is { ValueKind: JsonValueKind.Array } newList)
        {
            for (var i = 0; i < Math.Max(oldList.GetArrayLength(), newList.GetArrayLength()); i++)
            {
                Walk(FormattableString.Invariant($"{path}[{i}]"), Item(oldList, i), Item(newList, i), (state.Found, state.Depth - 1));
            }
        }
        else if (IsNothing(old) || IsNothing(now) || !IsSame(old!.Value, now!.Value))
        {
            state.Found.Add(new FieldDiff(path, old, now));
        }
    }

    private static bool IsNothing(JsonElement? value) => value is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined };

    private static JsonElement? Member(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    private static JsonElement? Item(JsonElement list, int index) => index < list.GetArrayLength() ? list[index] : null;

    private static bool IsSame(JsonElement old, JsonElement now) =>
        old.ValueKind == JsonValueKind.Number && now.ValueKind == JsonValueKind.Number && old.TryGetDecimal(out var first) && now.TryGetDecimal(out var second)
            ? first == second
            : JsonElement.DeepEquals(old, now);
}
