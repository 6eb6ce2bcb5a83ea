using Banyan.Intents.Spine;

namespace Banyan.Intents.Answering;

/// <summary>What an answer is made from.</summary>
internal sealed record AnswerRequest
{
    /// <summary>Plan and every step's outcome.</summary>
    public required RunScope Scope { get; init; }

    /// <summary>The user's words.</summary>
    public required string Text { get; init; }

    /// <summary>What was said before, oldest first: it may be spoken of again.</summary>
    public IReadOnlyList<SpokenMessage> Said { get; init; } = [];

    /// <summary>Questions that go back.</summary>
    public IReadOnlyList<Clarification> Asks { get; init; } = [];

    /// <summary>Done steps that can be taken back.</summary>
    public IReadOnlyList<string> Undoable { get; init; } = [];

    /// <summary>Why the run stopped; null when it did not.</summary>
    public Problem? Problem { get; init; }

    /// <summary>What the message may still spend.</summary>
    public required RunBudget Budget { get; init; }
}
