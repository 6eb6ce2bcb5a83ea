namespace Banyan.Intents.Spine;

/// <summary>What a planner may see of a conversation. Untrusted text all of it.</summary>
/// <param name="Messages">The last messages, oldest first.</param>
/// <param name="Entities">Things spoken of, latest first.</param>
/// <param name="Past">Earlier conversations, for reference only; never fills a write.</param>
/// <param name="Draft">The plan that waits for a reply; null when none.</param>
internal sealed record ConversationView(IReadOnlyList<SpokenMessage> Messages, IReadOnlyList<SpokenEntity> Entities, IReadOnlyList<PastConversation> Past, Plan? Draft)
{
    /// <summary>Keys of the intents the conversation used, as far as they are known without a look of their own.</summary>
    public IReadOnlyList<string> Used { get; init; } = [];

    /// <summary>A conversation that has not begun.</summary>
    public static ConversationView Empty { get; } = new([], [], [], null);
}
