using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Banyan.Gateway.Prompts.Files;

/// <summary>The members at the head of a prompt's file.</summary>
internal sealed class FrontMatter
{
    private static readonly FrozenSet<string> Known =
        new[] { "name", "category", "description", "tags", "variables", "config", "modelRequirements", "metadata", "messages" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    /// <exception cref="FormatException">A line is none of a member, an item of a list, a comment and nothing.</exception>
    public static FrontMatter Read(string text)
    {
        var matter = new FrontMatter();
        var (list, items) = ((string?)null, new List<string>());
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            // The fence is line 1.
            var (line, place) = (lines[i].TrimEnd(), $"line {i + 2}");
            if (line.TrimStart() is "" or ['#', ..])
            {
                continue;
            }

            if (line.TrimStart() is ['-', ' ', .. var item])
            {
                items.Add(list is null ? throw new FormatException($"{place}: an item belongs to a list.") : Value(item.Trim(), place));
                continue;
            }

            matter.Close(list, items);
            (list, items) = (null, []);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? "" : line[..colon];
            if (!Known.Contains(name) || matter._values.ContainsKey(name))
            {
                throw new FormatException($"{place}: each of {string.Join(", ", Known.Order(StringComparer.Ordinal))} may stand once, as 'name: value'.");
            }

            if (line[(colon + 1)..].Trim() is { Length: > 0 } value)
            {
                matter._values[name] = JsonReading.Parse(Value(value, place));
            }
            else
            {
                list = name;
            }
        }

        matter.Close(list, items);
        return matter;
    }

    /// <summary>A member; null when it is not there.</summary>
    public JsonElement? Value(string name) => _values.TryGetValue(name, out var value) ? value : null;

    /// <summary>A member that must be a text.</summary>
    public string Text(string name) => Value(name)?.Text() ?? throw new FormatException($"{name}: a text is wanted.");

    private void Close(string? list, List<string> items)
    {
        if (list is not null)
        {
            _values[list] = JsonReading.Parse($"[{string.Join(',', items)}]");
        }
    }

    // JSON as it stands, or words of YAML that need no quotes: those of people who write by hand.
    private static string Value(string text, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException wrong)
        {
            return text[0] is '"' or '{' or '[' or '|' or '>' or '&' or '*' or '!' or '%' or '@' or '`' or '\''
                ? throw new FormatException($"{place}: the value is neither JSON nor plain words.", wrong)
                : "\"" + Encoding.UTF8.GetString(JsonEncodedText.Encode(text).EncodedUtf8Bytes) + "\"";
        }
    }
}
