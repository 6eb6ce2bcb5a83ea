using Banyan.Wire;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Wire languages by the names the configuration uses, and what each kind of provider speaks.</summary>
internal static class DialectNames
{
    public static IReadOnlyList<(string Name, DialectId Id)> All { get; } =
    [
        ("openai-chat", DialectId.OpenAiChat),
        ("openai-responses", DialectId.OpenAiResponses),
        ("anthropic", DialectId.Anthropic),
        ("gemini", DialectId.Gemini),
        ("ollama", DialectId.Ollama),
    ];

    /// <summary>The kinds of provider there are.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["openai", "azure", "openai-compatible", "anthropic", "google", "ollama", "chatclient", "mock"];

    public static DialectId? Find(string name)
    {
        foreach (var (known, id) in All)
        {
            if (Document.LooseName.Same(known, name))
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>What a kind speaks unless told otherwise; the first one is translated to.</summary>
    public static IReadOnlyList<DialectId> Of(string kind) => kind switch
    {
        "openai" or "azure" => [DialectId.OpenAiChat, DialectId.OpenAiResponses],
        "anthropic" => [DialectId.Anthropic],
        "google" => [DialectId.Gemini],
        "ollama" => [DialectId.Ollama],
        "mock" => [.. All.Select(dialect => dialect.Id)],
        _ => [DialectId.OpenAiChat],
    };
}
