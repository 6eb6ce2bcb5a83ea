namespace Banyan.Gateway.Prompts.Files;

/// <summary>What became of a file.</summary>
/// <param name="Name">The prompt; empty when the file can't be read.</param>
/// <param name="Change">What was done, or would be.</param>
/// <param name="Version">Number of the version that says what the file says; null when there is none.</param>
/// <param name="ContentHash">Its hash; null when there is none.</param>
/// <param name="Problem">What is wrong; null when nothing is.</param>
public sealed record ImportedPrompt(string Name, ImportChange Change, int? Version, string? ContentHash, string? Problem);

/// <summary>What a file does to its prompt.</summary>
public enum ImportChange : byte
{
    /// <summary>Nothing: the newest version says the same.</summary>
    Same,

    /// <summary>The prompt is new.</summary>
    Created,

    /// <summary>A draft is added.</summary>
    Drafted,

    /// <summary>The newest version is not the one the file was made from.</summary>
    Drifted,

    /// <summary>The file can't be read or kept.</summary>
    Faulty,
}
