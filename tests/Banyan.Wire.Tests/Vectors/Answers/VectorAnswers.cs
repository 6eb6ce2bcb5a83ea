using System.Text;

namespace Banyan.Wire.Tests.Vectors.Answers;

/// <summary>Answers as providers of each language send them, by hand after their references: nothing in them was written by a writer of ours.</summary>
/// <remarks>All say the same by topic, count 20 tokens in and 9 out, and carry <see cref="Canary"/> in what they say.</remarks>
internal static class VectorAnswers
{
    /// <summary>What stands in every text and every argument, as it reads.</summary>
    public const string Canary = "canary “é” 😀";

    /// <summary>The same, escaped as some providers escape it.</summary>
    public const string Escaped = "canary “\\u00e9” \\ud83d\\ude00";

    public static IReadOnlyList<string> Topics { get; } = ["text", "tools", "parallel tools", "reasoning", "limit", "blocked"];

    /// <summary>A whole body.</summary>
    public static byte[] Whole(DialectId dialect, string topic) => Encoding.UTF8.GetBytes(dialect switch
    {
        DialectId.OpenAiChat => ChatAnswers.Whole(topic),
        DialectId.OpenAiResponses => ResponsesAnswers.Whole(topic),
        DialectId.Anthropic => MessagesAnswers.Whole(topic),
        DialectId.Gemini => GeminiAnswers.Whole(topic),
        DialectId.Ollama => OllamaAnswers.Whole(topic),
    });

    /// <summary>A stream, framed as its provider frames it.</summary>
    public static byte[] Stream(DialectId dialect, string topic) => Encoding.UTF8.GetBytes(dialect switch
    {
        DialectId.OpenAiChat => string.Concat(ChatAnswers.Stream(topic).Append("[DONE]").Select(data => $"data: {data}\n\n")),
        DialectId.OpenAiResponses => Named(ResponsesAnswers.Stream(topic)),
        DialectId.Anthropic => Named(MessagesAnswers.Stream(topic)),
        DialectId.Gemini => string.Concat(GeminiAnswers.Stream(topic).Select(data => $"data: {data}\r\n\r\n")),
        DialectId.Ollama => string.Concat(OllamaAnswers.Stream(topic).Select(line => line + "\n")),
    });

    /// <summary>Events whose name is their type, which stands first in each.</summary>
    private static string Named(IEnumerable<string> events) =>
        string.Concat(events.Select(data => $"event: {data.Split('"')[3]}\ndata: {data}\n\n"));
}
