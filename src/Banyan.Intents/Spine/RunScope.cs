using System.Collections.Frozen;

namespace Banyan.Intents.Spine;

/// <summary>A run as guard rails, conditions and wording see it: pinned plan and catalogue, and what is known so far.</summary>
internal sealed record RunScope
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The conversation it belongs to.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The client's id of the message that began it.</summary>
    public required string ClientMessageId { get; init; }

    /// <summary>For whom.</summary>
    public required Subject Subject { get; init; }

    /// <summary>What is to be done.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The intents the plan was made with.</summary>
    public required IntentCatalogue Catalogue { get; init; }

    /// <summary>The user's own words this run may take values from: the message, and those the kept draft and the open question go back to.</summary>
    public required IReadOnlyList<string> UserWords { get; init; }

    /// <summary>Whether a program asked for the intent by name: its values are nobody's words, and every change needs the person's yes.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Things this conversation spoke of, latest first.</summary>
    public IReadOnlyList<SpokenEntity> Entities { get; init; } = [];

    /// <summary>Steps that have ended, by id.</summary>
    public required IReadOnlyDictionary<string, StepOutcome> Ended { get; init; }

    /// <summary>Hashes of step, arguments and definition to which the user said yes.</summary>
    public IReadOnlySet<string> Confirmed { get; init; } = FrozenSet<string>.Empty;
}
