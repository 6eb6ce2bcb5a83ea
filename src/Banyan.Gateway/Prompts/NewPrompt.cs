namespace Banyan.Gateway.Prompts;

/// <summary>A prompt to be made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Category">What kind of work it does.</param>
public sealed record NewPrompt(string Name, string Category)
{
    /// <summary>What it is for; null when not said.</summary>
    public string? Description { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Its first version, a draft; null for none yet.</summary>
    public PromptContent? First { get; init; }

    /// <summary>Why the first version was made; null when not said.</summary>
    public string? Note { get; init; }
}
