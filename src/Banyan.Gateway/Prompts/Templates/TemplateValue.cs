using System.Globalization;
using System.Text.Json;
using Banyan.Gateway.Prompts.Rendering;

namespace Banyan.Gateway.Prompts.Templates;

/// <summary>A value as templates see it: read from JSON once, so that looking up a member takes the same time however many there are.</summary>
internal sealed class TemplateValue
{
    private readonly Dictionary<string, TemplateValue>? _members;
    private readonly JsonElement _json;
    private string? _text;

    private TemplateValue(string? text, bool isSome) => (_text, IsSome) = (text, isSome);

    private TemplateValue(JsonElement json, bool isSome, IReadOnlyList<TemplateValue>? items, Dictionary<string, TemplateValue>? members) =>
        (_json, IsSome, Items, _members) = (json, isSome, items, members);

    /// <summary>No value.</summary>
    public static TemplateValue Nothing { get; } = new("", false);

    /// <summary>What a placeholder puts in its place: text as it is, everything else as the JSON it was written in.</summary>
    public string Text => _text ??= _json.GetRawText();

    /// <summary>Whether a choice takes it as something: not absent, null, false, 0, empty text or an empty list.</summary>
    public bool IsSome { get; }

    /// <summary>The elements of a list; null when it is none.</summary>
    public IReadOnlyList<TemplateValue>? Items { get; }

    /// <summary>The file it stands for; null when it is none.</summary>
    public RenderedFile? File { get; init; }

    /// <summary>A number of our own.</summary>
    public static TemplateValue Of(int number) => new(number.ToString(CultureInfo.InvariantCulture), number != 0);

    /// <summary>A file, told by its name.</summary>
    public static TemplateValue Of(RenderedFile file) => new(file.Name, true) { File = file };

    /// <summary>Reads a value. Text that is no Unicode becomes U+FFFD.</summary>
    public static TemplateValue Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => OfText(value.Text()!),
        JsonValueKind.Number => new TemplateValue(value.GetRawText(), !(value.TryGetDouble(out var number) && number == 0)),
        JsonValueKind.True => new TemplateValue("true", true),
        JsonValueKind.False => new TemplateValue("false", false),
        JsonValueKind.Array => OfList(value),
        JsonValueKind.Object => OfObject(value),
        _ => Nothing,
    };

    /// <summary>The value at members below; <see cref="Nothing"/> where a member is missing.</summary>
    public TemplateValue Find(IReadOnlyList<string> members)
    {
        var at = this;
        foreach (var member in members)
        {
            at = at.Find(member);
        }

        return at;
    }

    private TemplateValue Find(string member)
    {
        if (Items is not null)
        {
            return int.TryParse(member, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < Items.Count ? Items[at] : Nothing;
        }

        return _members is not null && _members.TryGetValue(member, out var found) ? found : Nothing;
    }

    private static TemplateValue OfText(string text) => new(text, text.Length > 0);

    private static TemplateValue OfList(JsonElement list)
    {
        TemplateValue[] items = [.. list.EnumerateArray().Select(Of)];
        return new TemplateValue(list, items.Length > 0, items, null);
    }

    private static TemplateValue OfObject(JsonElement value)
    {
        var members = new Dictionary<string, TemplateValue>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            members[JsonReading.NameOf(member)] = Of(member.Value);
        }

        return new TemplateValue(value, true, null, members);
    }
}
