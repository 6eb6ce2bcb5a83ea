namespace Banyan.Gateway.Prompts.Files;

/// <summary>A prompt as a file: what a version says, with the prompt's own members.</summary>
/// <param name="Name">The prompt's name.</param>
/// <param name="Category">Its category.</param>
/// <param name="Content">What the version says.</param>
public sealed record PromptFile(string Name, string Category, PromptContent Content)
{
    /// <summary>What it is for; null when not said.</summary>
    public string? Description { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
