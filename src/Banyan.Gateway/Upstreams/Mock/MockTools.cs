using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Upstreams.Mock;

/// <summary>Decides which tools the mock calls: those the caller forces, and those whose name shares a word with what the user said.</summary>
internal static class MockTools
{
    private const int MostQuoted = 400;

    public static IReadOnlyList<(JsonText Name, string Arguments)> CallsFor(HubAsk ask, string model)
    {
        var choice = ask.ToolChoice?.Value;
        if (model is not ("tools" or "priced") || ask.Tools.Count == 0 || choice?.Mode == HubToolMode.None || HasFreshResults(ask))
        {
            return [];
        }

        var text = LastUserText(ask);
        var own = ask.Tools.Where(tool => !tool.IsForeign).ToList();
        var fitting = choice?.Mode == HubToolMode.Named
            ? own.Where(tool => choice.Names.Any(name => name.ToString() == tool.Name.ToString())).ToList()
            : own.Where(tool => Fits(tool, text)).ToList();
        if (fitting.Count == 0 && choice?.Mode == HubToolMode.Required && own.Count > 0)
        {
            fitting.Add(own[0]);
        }

        var most = ask.ParallelToolCalls is { Value: false } ? 1 : fitting.Count;
        return [.. fitting.Take(most).Select(tool => (tool.Name, SchemaExample.Of(tool.Parameters ?? JsonRaw.EmptyObject, text)))];
    }

    public static string LastUserText(HubAsk ask)
    {
        var turn = ask.Turns.LastOrDefault(one => one.Role == HubRole.User && one.Parts.Exists(part => part is HubText));
        return Short(turn is null ? "" : TextOf(turn.Parts));
    }

    /// <summary>What the tools of the last turn gave back; null when the last turn has no results.</summary>
    public static string? ResultsText(HubAsk ask) =>
        HasFreshResults(ask)
            ? Short(string.Join("; ", ask.Turns[^1].Parts.OfType<HubResult>().Select(result => result.Structured?.ToString() ?? TextOf(result.Parts))))
            : null;

    private static bool HasFreshResults(HubAsk ask) => ask.Turns.Count > 0 && ask.Turns[^1].Parts.Exists(part => part is HubResult);

    private static bool Fits(HubTool tool, string text)
    {
        var words = text.Split([' ', ',', '.', '?', '!', '\'', '"', ':'], StringSplitOptions.RemoveEmptyEntries);
        return tool.Name.ToString().Split('_', '-', '.').Where(part => part.Length > 2)
            .Any(part => words.Contains(part, StringComparer.OrdinalIgnoreCase));
    }

    private static string TextOf(IEnumerable<HubPart> parts) => string.Concat(parts.OfType<HubText>().Select(part => part.Text.ToString()));

    private static string Short(string text) => text.Length <= MostQuoted ? text : string.Concat(text.AsSpan(0, MostQuoted), "...");
}
