using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire;

/// <summary>Every wire language there is. A new dialect is one line here.</summary>
public static class DialectTable
{
    /// <summary>All dialects, in the order of docs/wire/README.md.</summary>
    public static IReadOnlyList<Dialect> All { get; } =
    [
        new Dialects.OpenAiChat.OpenAiChatDialect(),
        new Dialects.OpenAiResponses.OpenAiResponsesDialect(),
        new Dialects.Anthropic.AnthropicDialect(),
        new Dialects.Gemini.GeminiDialect(),
        new Dialects.Ollama.OllamaDialect(),
    ];

    /// <summary>Finds a dialect by what it is.</summary>
    /// <exception cref="KeyNotFoundException">The dialect is not in the table: a bug.</exception>
    public static Dialect Get(DialectId id) => All.FirstOrDefault(dialect => dialect.Id == id) ?? throw new KeyNotFoundException(id.ToString());

    /// <summary>Finds a dialect by its name; null when there is none.</summary>
    public static Dialect? Find(string name) => All.FirstOrDefault(dialect => string.Equals(dialect.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The language whose answers tell usage like this, by the names of its counts; Anthropic's where nothing tells it from another's.</summary>
    public static Dialect OfUsage(JsonElement usage)
    {
        var names = usage.Members().Select(static member => member.Name).ToHashSet(StringComparer.Ordinal);
        return Get(
            names.Overlaps(["promptTokenCount", "candidatesTokenCount", "totalTokenCount"]) ? DialectId.Gemini
            : names.Overlaps(["prompt_eval_count", "eval_count"]) ? DialectId.Ollama
            : names.Overlaps(["prompt_tokens", "completion_tokens"]) ? DialectId.OpenAiChat
            : names.Overlaps(["input_tokens_details", "output_tokens_details", "total_tokens"]) ? DialectId.OpenAiResponses
            : DialectId.Anthropic);
    }
}
