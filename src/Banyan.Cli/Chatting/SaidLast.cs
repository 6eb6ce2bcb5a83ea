namespace Banyan.Cli.Chatting;

/// <summary>The last message to the services.</summary>
/// <param name="Id">What makes it one message however often it is sent.</param>
/// <param name="Text">The message.</param>
/// <param name="Conversation">Where it was said; null when its conversation was not begun.</param>
internal sealed record SaidLast(Guid Id, string Text, string? Conversation)
{
    /// <summary>Whether its answer came whole.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>The message to say again: the same one when it got no answer where it was said, else a new one.</summary>
    public SaidLast Again(string? conversation, TimeProvider time) =>
        IsAnswered || conversation != Conversation ? new SaidLast(Guid.CreateVersion7(time.GetUtcNow()), Text, conversation) : this;
}
