namespace Banyan.Wire.Translation;

/// <summary>A tool a model may call, as plain values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does; null when not told.</param>
/// <param name="Parameters">JSON Schema of its arguments; null when it takes none.</param>
public sealed record PlainTool(string Name, string? Description, string? Parameters)
{
    /// <summary>Whether arguments must fit the schema exactly; null when not told.</summary>
    public bool? IsStrict { get; init; }
}
