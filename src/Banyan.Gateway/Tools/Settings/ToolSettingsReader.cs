using System.Text.Json;

namespace Banyan.Gateway.Tools.Settings;

/// <summary>Reads the checked section: what is absent is at its default.</summary>
internal static class ToolSettingsReader
{
    public static ToolSettings Read(JsonElement section)
    {
        var standard = new ToolSettings();
        return standard with
        {
            Timeout = Span(section, "timeout") ?? standard.Timeout,
            MaxTurns = Whole(section, "maxTurns") ?? standard.MaxTurns,
            MaxCalls = Whole(section, "maxCalls") ?? standard.MaxCalls,
            MaxParallel = Whole(section, "maxParallel") ?? standard.MaxParallel,
            McpListFor = Span(section, "mcpListFor") ?? standard.McpListFor,
            KeepsContent = Text(section, "capture") != "none",
            KeepFor = Span(section, "keepFor") ?? standard.KeepFor,
            WebSearch = Member(section, "webSearch") is { } search && Text(search, "endpoint") is { } endpoint
                ? new WebSearchSettings(endpoint, Text(search, "keyRef"), Text(search, "keyHeader") ?? "Authorization", Text(search, "resultPath") ?? "results")
                : null,
            DataSources = Table(section, "dataSources", Source),
            Notifications = Table(section, "notifications", (name, one) => new NotificationChannel(name, Text(one, "url")!, Text(one, "keyRef"), Text(one, "description"))),
            Secrets = Table(section, "secrets", (_, one) => new BoundSecret(Text(one, "keyRef")!, new Uri(Text(one, "origin")!))),
        };
    }

    private static DataSource Source(string name, JsonElement one) => new(
        name,
        Text(one, "kind") ?? "sqlite",
        Text(one, "connectionRef")!,
        Table<IReadOnlyList<string>>(one, "tables", (_, columns) =>
            columns.ValueKind == JsonValueKind.String ? [columns.GetString()!] : [.. columns.EnumerateArray().Select(column => column.GetString()!)]),
        Text(one, "description"));

    private static Dictionary<string, T> Table<T>(JsonElement section, string name, Func<string, JsonElement, T> read)
    {
        var table = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var member in Member(section, name) is { ValueKind: JsonValueKind.Object } entries ? entries.EnumerateObject() : default)
        {
            table[member.Name] = read(member.Name, member.Value);
        }

        return table;
    }

    private static JsonElement? Member(JsonElement section, string name) => section.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement section, string name) => Member(section, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int? Whole(JsonElement section, string name) => Member(section, name) is { ValueKind: JsonValueKind.Number } number ? (int)number.GetDecimal() : null;

    private static TimeSpan? Span(JsonElement section, string name) =>
        Member(section, name) is { ValueKind: JsonValueKind.Number } seconds ? TimeSpan.FromSeconds(seconds.GetDouble()) : null;
}
