using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>What becomes of every field of a C ask in the other dialects (W8): m mapped, d dropped and named, r refused.</summary>
/// <remarks>A value that only some models or targets lack is labelled mapped here; the writer that can't carry it names or refuses it.</remarks>
internal static class OpenAiChatFields
{
    /// <summary>The labels; columns are R, A, G, O.</summary>
    public static FieldTable Table { get; } = new("RAGO", [.. Outer, .. Messages, .. Parts, .. Tools]);

    private static FieldRow[] Outer =>
    [
        new("/model", "mmmm"),
        new("/max_completion_tokens", "mmmm"),
        new("/max_tokens", "mmmm"),
        new("/temperature", "mmmm"),
        new("/top_p", "mmmm"),
        new("/top_k", "dmmm"),
        new("/n", "mmmm"),
        new("/stop/**", "mmmm"),
        new("/stream", "mmmm"),
        new("/stream_options", "mmmm"),
        new("/stream_options/include_usage", "mmmm"),
        new("/stream_options/include_obfuscation", "dddd"),
        new("/response_format", "mmmm"),
        new("/response_format/type", "mmmm"),
        new("/response_format/json_schema", "mmmm"),
        new("/response_format/json_schema/name", "mmmm"),
        new("/response_format/json_schema/description", "mmmm"),
        new("/response_format/json_schema/schema/**", "mmmm"),
        new("/response_format/json_schema/strict", "mmmm"),
        new("/reasoning_effort", "mmmm"),
        new("/verbosity", "mddd"),
        new("/seed", "ddmm"),
        new("/logprobs", "mmmm"),
        new("/top_logprobs", "mmmm"),
        new("/logit_bias/**", "dddd"),
        new("/presence_penalty", "ddmd"),
        new("/frequency_penalty", "ddmd"),
        new("/modalities/**", "mmmm"),
        new("/audio/**", "rrrr"),
        new("/prediction/**", "dddd"),
        new("/web_search_options/**", "rrrr"),
        new("/metadata/**", "mddd"),
        new("/store", "mddd"),
        new("/user", "mmdd"),
        new("/safety_identifier", "mddd"),
        new("/prompt_cache_key", "mddd"),
        new("/prompt_cache_retention", "mddd"),
        new("/service_tier", "mmdd"),
    ];

    private static FieldRow[] Messages =>
    [
        new("/messages", "mmmm"),
        new("/messages/*", "mmmm"),
        new("/messages/*/role", "mmmm"),
        new("/messages/*/content", "mmmm"),
        new("/messages/*/name", "dddd"),
        new("/messages/*/refusal", "mmmm"),
        new("/messages/*/tool_call_id", "mmmm"),
        new("/messages/*/tool_calls", "mmmm"),
        new("/messages/*/tool_calls/*", "mmmm"),
        new("/messages/*/tool_calls/*/id", "mmmm"),
        new("/messages/*/tool_calls/*/type", "mmmm"),
        new("/messages/*/tool_calls/*/index", "mmmm"),
        new("/messages/*/tool_calls/*/function", "mmmm"),
        new("/messages/*/tool_calls/*/function/name", "mmmm"),
        new("/messages/*/tool_calls/*/function/arguments", "mmmm"),
        new("/messages/*/tool_calls/*/extra_content", "mmmm"),
        new("/messages/*/tool_calls/*/extra_content/google", "mmmm"),
        new("/messages/*/tool_calls/*/extra_content/google/thought_signature", "mmmm"),
        new("/messages/*/function_call", "mmmm"),
        new("/messages/*/function_call/name", "mmmm"),
        new("/messages/*/function_call/arguments", "mmmm"),
        new("/messages/*/audio/**", "rrrr"),
        new("/messages/*/annotations/**", "dddd"),
        new("/messages/*/reasoning_content", "mmmm"),
        new("/messages/*/reasoning", "mmmm"),
        new("/messages/*/reasoning_details/**", "mmmm"),
    ];

    private static FieldRow[] Parts =>
    [
        new("/messages/*/content/*", "mmmm"),
        new("/messages/*/content/*/type", "mmmm"),
        new("/messages/*/content/*/text", "mmmm"),
        new("/messages/*/content/*/refusal", "mmmm"),
        new("/messages/*/content/*/image_url", "mmmm"),
        new("/messages/*/content/*/image_url/url", "mmmm"),
        new("/messages/*/content/*/image_url/detail", "mddd"),
        new("/messages/*/content/*/input_audio", "rrmr"),
        new("/messages/*/content/*/input_audio/data", "rrmr"),
        new("/messages/*/content/*/input_audio/format", "rrmr"),
        new("/messages/*/content/*/file", "mmmr"),
        new("/messages/*/content/*/file/file_data", "mmmr"),
        new("/messages/*/content/*/file/file_id", "mrrr"),
        new("/messages/*/content/*/file/filename", "mmdd"),
        new("/messages/*/content/*/prompt_cache_breakpoint/**", "mmdd"),
        new("/messages/*/content/*/cache_control/**", "mmdd"),
    ];

    private static FieldRow[] Tools =>
    [
        new("/tools", "mmmm"),
        new("/tools/*", "mmmm"),
        new("/tools/*/type", "mmmm"),
        new("/tools/*/function", "mmmm"),
        new("/tools/*/function/name", "mmmm"),
        new("/tools/*/function/description", "mmmm"),
        new("/tools/*/function/parameters/**", "mmmm"),
        new("/tools/*/function/strict", "mddd"),
        new("/tools/*/custom/**", "mmmm"),
        new("/tools/*/cache_control/**", "mmdd"),
        new("/tool_choice/**", "mmmm"),
        new("/parallel_tool_calls", "mmmm"),
        new("/functions", "mmmm"),
        new("/functions/*", "mmmm"),
        new("/functions/*/name", "mmmm"),
        new("/functions/*/description", "mmmm"),
        new("/functions/*/parameters/**", "mmmm"),
        new("/function_call/**", "mmmm"),
    ];
}
