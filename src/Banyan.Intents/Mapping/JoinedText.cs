namespace Banyan.Intents.Mapping;

/// <summary>Takes joined text apart.</summary>
internal static class JoinedText
{
    /// <summary>The parts of a text; null when it does not fall into exactly as many, none of them empty.</summary>
    public static string[]? Split(string? text, JoinRule rule)
    {
        var pieces = text?.Split(rule.Separator) ?? [];
        return pieces.Length == rule.Parts.Count && pieces.All(piece => piece.Length > 0) ? pieces : null;
    }
}
