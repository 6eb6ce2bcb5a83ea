namespace Banyan.Intents.Running.Journal;

/// <summary>Which of a person's runs are wanted.</summary>
/// <param name="ConversationId">Only of this conversation; null for all.</param>
/// <param name="Status">Only of this status, by its word; null for all.</param>
public sealed record RunFilter(string? ConversationId, string? Status)
{
    /// <summary>All of them.</summary>
    public static RunFilter All { get; } = new(null, null);
}
