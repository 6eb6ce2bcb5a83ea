using System.Globalization;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Translation;

/// <summary>Compares pointers by where they point in one document; what points nowhere comes last.</summary>
internal sealed class RequestOrder(JsonElement root) : IComparer<string>
{
    private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);

    public int Compare(string? x, string? y)
    {
        var (left, right) = (Place(x ?? ""), Place(y ?? ""));
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            if (left[i] != right[i])
            {
                return left[i].CompareTo(right[i]);
            }
        }

        return left.Count.CompareTo(right.Count);
    }

    private List<int> Place(string pointer)
    {
        if (!_places.TryGetValue(pointer, out var place))
        {
            _places[pointer] = place = Find(pointer) ?? Find(pointer[..Math.Max(0, pointer.LastIndexOf('='))]) ?? [int.MaxValue];
        }

        return place;
    }

    private List<int>? Find(string pointer)
    {
        if (pointer.Length == 0 || pointer[0] != '/')
        {
            return null;
        }

        var place = new List<int>();
        var value = root;
        foreach (var token in pointer[1..].Split('/'))
        {
            var index = value.ValueKind switch
            {
                JsonValueKind.Object => IndexOf(ref value, token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)),
                JsonValueKind.Array => IndexAt(ref value, token),
                _ => -1,
            };
            if (index < 0)
            {
                return null;
            }

            place.Add(index);
        }

        return place;
    }

    private static int IndexOf(ref JsonElement value, string name)
    {
        var index = 0;
        foreach (var (known, met) in value.Members())
        {
            if (string.Equals(known, name, StringComparison.Ordinal))
            {
                value = met;
                return index;
            }

            index++;
        }

        return -1;
    }

    private static int IndexAt(ref JsonElement value, string token)
    {
        if (!int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= value.GetArrayLength())
        {
            return -1;
        }

        value = value[index];
        return index;
    }
}
