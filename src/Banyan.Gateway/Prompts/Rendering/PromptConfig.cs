using System.Text.Json;

namespace Banyan.Gateway.Prompts.Rendering;

/// <summary>How a model is to be asked, as a version's config says.</summary>
public sealed record PromptConfig
{
    /// <summary>Nothing said.</summary>
    public static PromptConfig None { get; } = new();

    /// <summary>Model or alias to ask when the caller names none; null when not said.</summary>
    public string? Model { get; init; }

    /// <summary>Parameters by the names of OpenAI's chat completions, as <c>temperature</c> and <c>max_completion_tokens</c>; null when none.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>Names of registered tools.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>JSON Schema the answer must fit; null when it is free text.</summary>
    public JsonElement? Schema { get; init; }

    /// <summary>Whether answers may come from the prompt cache. <value>Default false.</value></summary>
    public bool UsesCache { get; init; }
}
