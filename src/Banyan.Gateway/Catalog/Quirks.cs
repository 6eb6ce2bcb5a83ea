using System.Globalization;

namespace Banyan.Gateway.Catalog;

/// <summary>Every quirk a provider can be said to have: the one place that knows their names and values.</summary>
internal static class Quirks
{
    private static readonly string[] YesNo = ["true", "false"];

    /// <summary>All quirks, in the order of the reference page.</summary>
    public static IReadOnlyList<Quirk> All { get; } =
    [
        new("includeUsage", ["inject", "unsupported", "always"], "Usage in streams: asked for by us (default), refused by the upstream, or sent unasked"),
        new("maxTokensOnly", YesNo, "Knows `max_tokens`, not `max_completion_tokens`"),
        new("noDeveloperRole", YesNo, "Knows the role `system`, not `developer`"),
        new("effortWithTools", ["refused", "accepted"], "Whether a reasoning effort beside tools is refused on chat completions"),
        new("reasoningMember", ["reasoning", "reasoning_content"], "The member its reasoning text stands in"),
        new("thinkTags", YesNo, "Reasoning stands between `<think>` tags inside the content"),
        new("totalGap", ["reasoning", "flag"], "A total above prompt and completion is hidden reasoning output, or a contradiction to be flagged (default)"),
        new("missingDone", YesNo, "Ends streams without `[DONE]`"),
        new("labels", YesNo, "Gemini: takes `labels`, as Vertex does; the plain API refuses an ask for them"),
        new("nMax", [], "Most choices (`n`) it gives, a whole number"),
        new("apiVersion", [], "Azure: the `api-version` of deployment addresses; absent: the v1 address"),
    ];

    /// <summary>The quirk of a name, compared loosely; null when there is none.</summary>
    public static Quirk? Find(string name) => All.FirstOrDefault(quirk => Document.LooseName.Same(quirk.Name, name));

    /// <summary>A value in the table's own writing, which the writers compare with.</summary>
    public static string Proper(Quirk quirk, string value) => quirk.Values.FirstOrDefault(known => string.Equals(known, value, StringComparison.OrdinalIgnoreCase)) ?? value;

    /// <summary>Whether a quirk takes a value.</summary>
    public static bool Takes(Quirk quirk, string value) => quirk.Name switch
    {
        "nMax" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0,
        "apiVersion" => value.Length > 0,
        _ => quirk.Values.Contains(value, StringComparer.OrdinalIgnoreCase),
    };
}

/// <summary>A habit of an upstream.</summary>
/// <param name="Name">Its name in configuration and code.</param>
/// <param name="Values">The values it takes; empty when they are free.</param>
/// <param name="Effect">What it says.</param>
internal sealed record Quirk(string Name, IReadOnlyList<string> Values, string Effect);
