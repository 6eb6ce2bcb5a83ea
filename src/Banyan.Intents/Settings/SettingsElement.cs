using System.Text.Json;

namespace Banyan.Intents.Settings;

/// <summary>A checked part of the configuration, read by name; absent members have the default named at the place.</summary>
internal readonly struct SettingsElement(JsonElement element)
{
    public bool IsThere => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public string? Text() => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    public SettingsElement Sub(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? new(member) : default;

    public string Text(string name, string otherwise) => Sub(name).Text() ?? otherwise;

    public string? TextOrNull(string name) => Sub(name).Text() is { Length: > 0 } text ? text : null;

    public decimal Number(string name, decimal otherwise)
    {
        var member = Member(name);
        return member.ValueKind == JsonValueKind.Number ? member.GetDecimal() : otherwise;
    }

    public int Whole(string name, int otherwise) => (int)Number(name, otherwise);

    public int? WholeOrNull(string name) => Member(name).ValueKind == JsonValueKind.Number ? Whole(name, 0) : null;

    public bool Flag(string name, bool otherwise) => Member(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => otherwise,
    };

    public TimeSpan Span(string name, TimeSpan otherwise) => TimeSpan.FromSeconds((double)Number(name, (decimal)otherwise.TotalSeconds));

    /// <summary>The items of a list; one scalar alone is a list of one.</summary>
    public IReadOnlyList<SettingsElement> Items(string name)
    {
        var member = Member(name);
        return member.ValueKind switch
        {
            JsonValueKind.Array => [.. member.EnumerateArray().Select(item => new SettingsElement(item))],
            JsonValueKind.String => [new SettingsElement(member)],
            _ => [],
        };
    }

    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(item => item.Text()).OfType<string>()];

    public IReadOnlyList<(string Name, SettingsElement Value)> Entries(string name)
    {
        var member = Member(name);
        return member.ValueKind == JsonValueKind.Object ? [.. member.EnumerateObject().Select(entry => (entry.Name, new SettingsElement(entry.Value)))] : [];
    }

    private JsonElement Member(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;
}
