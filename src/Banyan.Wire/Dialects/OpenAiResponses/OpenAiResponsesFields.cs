using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>What becomes of every field of an ask in the other dialects.</summary>
internal static class OpenAiResponsesFields
{
    /// <summary>The table; columns are C, A, G, O.</summary>
    public static FieldTable Table { get; } = new("CAGO",
    [
        new("/model", "mmmm"),
        .. Input(),
        new("/instructions", "mmmm"),
        new("/max_output_tokens", "mmmm"),
        new("/max_tool_calls", "dddd"),
        .. Tools(),
        new("/reasoning", "mmmm"),
        new("/reasoning/effort", "mmmm"),
        new("/reasoning/summary", "dmmm"),
        new("/reasoning/generate_summary", "dmmm"),
        new("/text", "mmmm"),
        new("/text/format", "mmmm"),
        new("/text/format/type", "mmmm"),
        new("/text/format/name", "mddd"),
        new("/text/format/description", "mddd"),
        new("/text/format/schema/**", "mmmm"),
        new("/text/format/strict", "mmmm"),
        new("/text/verbosity", "mddd"),
        new("/temperature", "mmmm"),
        new("/top_p", "mmmm"),
        new("/top_logprobs", "mrmr"),
        new("/stream", "mmmm"),
        new("/stream_options/**", "dddd"),
        new("/include/**", "mmmm"),
        new("/previous_response_id", "rrrr"),
        new("/conversation/**", "rrrr"),
        new("/store", "mddd"),
        new("/background", "rrrr", Idle: "false"),
        new("/prompt/**", "rrrr"),
        new("/truncation", "dddd"),
        new("/metadata/**", "mdmd"),
        new("/service_tier", "mmdd"),
        new("/user", "mmmd"),
        new("/safety_identifier", "mmmd"),
        new("/prompt_cache_key", "mddd"),
        new("/prompt_cache_retention", "mddd"),
    ]);

    private static FieldRow[] Input() =>
    [
        new("/input", "mmmm"),
        new("/input/*", "mmmm"),
        new("/input/*/type", "mmmm"),
        new("/input/*/role", "mmmm"),
        new("/input/*/id", "mmmm"),
        new("/input/*/status", "mmmm"),
        new("/input/*/content", "mmmm"),
        .. Parts("/input/*/content/*"),
        new("/input/*/call_id", "mmmm"),
        new("/input/*/name", "mmmm"),
        new("/input/*/arguments", "mmmm"),
        new("/input/*/output", "mmmm"),
        .. Parts("/input/*/output/*"),
        new("/input/*/summary", "mmmm"),
        new("/input/*/summary/*", "mmmm"),
        new("/input/*/summary/*/type", "mmmm"),
        new("/input/*/summary/*/text", "mmmm"),
        new("/input/*/encrypted_content", "mmmm"),
        new("/input/*/input", "rrrr"),
    ];

    private static FieldRow[] Parts(string at) =>
    [
        new(at, "mmmm"),
        new($"{at}/type", "mmmm"),
        new($"{at}/text", "mmmm"),
        new($"{at}/refusal", "mmmm"),
        new($"{at}/annotations/**", "dddd"),
        new($"{at}/logprobs/**", "dddd"),
        new($"{at}/image_url", "mmmm"),
        new($"{at}/file_id", "rrrr"),
        new($"{at}/detail", "mddd"),
        new($"{at}/filename", "mmdd"),
        new($"{at}/file_data", "mmmr"),
        new($"{at}/file_url", "rmmr"),
        new($"{at}/input_audio", "mrmr"),
        new($"{at}/input_audio/data", "mrmr"),
        new($"{at}/input_audio/format", "mrmr"),
        new($"{at}/prompt_cache_breakpoint", "mmdd"),
        new($"{at}/prompt_cache_breakpoint/mode", "mmdd"),
        new($"{at}/prompt_cache_breakpoint/ttl", "mmdd"),
    ];

    private static FieldRow[] Tools() =>
    [
        new("/tools", "mmmm"),
        new("/tools/*", "mmmm"),
        new("/tools/*/type", "mmmm"),
        new("/tools/*/name", "mmmm"),
        new("/tools/*/description", "mmmm"),
        new("/tools/*/parameters/**", "mmmm"),
        new("/tools/*/strict", "mddd"),
        new("/tool_choice", "mmmm"),
        new("/tool_choice/type", "mmmm"),
        new("/tool_choice/name", "mmmm"),
        new("/tool_choice/mode", "mmmm"),
        new("/tool_choice/tools", "mmmm"),
        new("/tool_choice/tools/*", "mmmm"),
        new("/tool_choice/tools/*/type", "mmmm"),
        new("/tool_choice/tools/*/name", "mmmm"),
        new("/parallel_tool_calls", "mmdd"),
    ];
}
