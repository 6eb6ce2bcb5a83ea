using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>What becomes of every field of this wire's ask in C, R, G and O.</summary>
internal static class AnthropicFields
{
    public static FieldTable Table { get; } = new("CRGO",
    [
        new("/model", "mmmm"),
        new("/max_tokens", "mmmm"),
        new("/system", "mmmm"),
        new("/messages", "mmmm"),
        new("/messages/*", "mmmm"),
        new("/messages/*/role", "mmmm"),
        new("/messages/*/content", "mmmm"),
        .. Blocks("/system/*"),
        .. Blocks("/messages/*/content/*"),
        .. Blocks("/messages/*/content/*/content/*"),
        .. Blocks("/messages/*/content/*/content/*/content/*"),
        .. Blocks("/messages/*/content/*/source/content/*"),
        new("/tools", "mmmm"),
        new("/tools/*", "mmmm"),
        new("/tools/*/name", "mmmm"),
        new("/tools/*/description", "mmmm"),
        new("/tools/*/input_schema/**", "mmmm"),
        new("/tools/*/type", "mmmm"),
        .. Cache("/tools/*"),
        new("/tool_choice", "mmmm"),
        new("/tool_choice/type", "mmmm"),
        new("/tool_choice/name", "mmmm"),
        new("/tool_choice/disable_parallel_tool_use", "mmmm"),
        new("/temperature", "mmmm"),
        new("/top_p", "mmmm"),
        new("/top_k", "ddmm"),
        new("/stop_sequences", "mdmm"),
        new("/stop_sequences/*", "mdmm"),
        new("/stream", "mmmm"),
        new("/thinking", "mmmm"),
        new("/thinking/type", "mmmm"),
        new("/thinking/budget_tokens", "mmmm"),
        new("/output_config", "mmmm"),
        new("/output_config/effort", "mmmm"),
        new("/output_config/format", "mmmm"),
        new("/output_config/format/type", "mmmm"),
        new("/output_config/format/schema/**", "mmmm"),
        new("/metadata/**", "mmmd"),
        new("/service_tier", "mmdd"),
        new("/container/**", "dddd"),
        new("/mcp_servers/**", "rrrr"),
        new("/context_management/**", "dddd"),
    ]);

    // One list for every place where blocks stand; which member a block has depends on its type.
    private static IEnumerable<FieldRow> Blocks(string at) =>
    [
        new(at, "mmmm"),
        new($"{at}/type", "mmmm"),
        new($"{at}/text", "mmmm"),
        new($"{at}/citations/**", "dddd"),
        new($"{at}/source", "mmmm"),
        new($"{at}/source/type", "mmmm"),
        new($"{at}/source/media_type", "mmmm"),
        new($"{at}/source/data", "mmmm"),
        new($"{at}/source/url", "mmmm"),
        new($"{at}/source/file_id", "mmmm"),
        new($"{at}/source/content", "mmmm"),
        new($"{at}/title", "mmmm"),
        new($"{at}/context", "dddd"),
        new($"{at}/id", "mmmm"),
        new($"{at}/name", "mmmm"),
        new($"{at}/input/**", "mmmm"),
        new($"{at}/tool_use_id", "mmmm"),
        new($"{at}/content", "mmmm"),
        new($"{at}/is_error", "mmmm"),
        new($"{at}/thinking", "mmmm"),
        new($"{at}/signature", "mmmm"),
        new($"{at}/data", "mmmm"),
        .. Cache(at),
    ];

    // Where the target has no markers at all the writer names them; the table only knows that Gemini and Ollama never do.
    private static IEnumerable<FieldRow> Cache(string at) =>
    [
        new($"{at}/cache_control", "mmdd"),
        new($"{at}/cache_control/type", "mmdd"),
        new($"{at}/cache_control/ttl", "mmdd"),
    ];
}
