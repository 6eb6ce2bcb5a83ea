using System.Text;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Root members the lens reads; the order is that of <see cref="LensNames.Root"/>.</summary>
internal enum RootName
{
    Model,
    Input,
    Instructions,
    MaxOutputTokens,
    Tools,
    ParallelToolCalls,
    Reasoning,
    Text,
    Stream,
    StreamOptions,
    PreviousResponseId,
    Prompt,
    Conversation,
    Banyan,
}

/// <summary>The member names the lens knows, compared as bytes.</summary>
internal static class LensNames
{
    // The first are words that tell what a piece is; all others hold text.
    private const int Words = 6;

    private static readonly string[] RootWords =
    [
        "model", "input", "instructions", "max_output_tokens", "tools", "parallel_tool_calls", "reasoning", "text", "stream", "stream_options",
        "previous_response_id", "prompt", "conversation", "banyan",
    ];

    private static readonly string[] ItemWords =
    [
        "type", "role", "file_id", "file_data", "file_url", "filename",
        "text", "content", "refusal", "arguments", "output", "input", "summary", "stdout", "stderr", "code", "query", "queries", "diff", "variables", "instructions",
    ];

    public static byte[][] Root { get; } = Utf8(RootWords);

    public static byte[][] Item { get; } = Utf8(ItemWords);

    public static byte[][] Tool { get; } = Utf8(["name", "type"]);

    public static byte[][] Format { get; } = Utf8(["type", "schema"]);

    public static string RootText(int name) => RootWords[name];

    public static string ItemText(int name) => ItemWords[name];

    public static bool IsWord(int name) => name < Words;

    public static int Find(byte[][] names, ref Utf8JsonReader reader)
    {
        var name = reader.ValueIsEscaped ? new JsonText(reader.ValueSpan.ToArray()).ToUtf8() : reader.ValueSpan;
        for (var i = 0; i < names.Length; i++)
        {
            if (name.SequenceEqual(names[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static byte[][] Utf8(string[] words) => Array.ConvertAll(words, Encoding.UTF8.GetBytes);
}
