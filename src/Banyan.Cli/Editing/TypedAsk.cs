namespace Banyan.Cli.Editing;

/// <summary>A line that somebody is to type.</summary>
/// <param name="Prompt">What stands before it.</param>
internal sealed record TypedAsk(string Prompt)
{
    /// <summary>What stands in it already.</summary>
    public string Initial { get; init; } = "";

    /// <summary>Whether it is a message: it may have several lines, is completed, and what was said before can be had again.</summary>
    public bool IsMessage { get; init; }
}
