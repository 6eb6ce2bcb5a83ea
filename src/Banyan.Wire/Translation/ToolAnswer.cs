namespace Banyan.Wire.Translation;

/// <summary>What a tool gave, for the model that called it.</summary>
/// <param name="Call">The call.</param>
/// <param name="Text">The result as text.</param>
/// <param name="IsError">Whether it failed.</param>
public sealed record ToolAnswer(CalledTool Call, string Text, bool IsError);
