using Banyan.Gateway.Spine;

namespace Banyan.Intents.Running.Journal;

/// <summary>What one append writes.</summary>
public sealed record JournalAppend
{
    /// <summary>Whose run.</summary>
    public required string Tenant { get; init; }

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The writer's fencing token; refused when the run has seen a greater one.</summary>
    public required long Fence { get; init; }

    /// <summary>The writer's node.</summary>
    public required string Node { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The events, in order.</summary>
    public required IReadOnlyList<JournalEntry> Events { get; init; }

    /// <summary>Word of the run's status from here on.</summary>
    public required string Status { get; init; }

    /// <summary>Whether something is still to come.</summary>
    public bool IsOpen { get; init; } = true;

    /// <summary>When an abandoned run is to be looked at; null for at once.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>A confirmation that is asked for with it; null when none.</summary>
    public JournalConfirmation? Asks { get; init; }

    /// <summary>A confirmation that is used up with it; null when none. Nothing is appended when it is not open or too old.</summary>
    public ConfirmationUse? Uses { get; init; }

    /// <summary>A name that is taken with it; null when none. Nothing is appended when somebody holds it.</summary>
    public TurnWish? Takes { get; init; }

    /// <summary>Names that are let go with it, before one is taken.</summary>
    public IReadOnlyList<Lease> Releases { get; init; } = [];

    /// <summary>Whether it may be refused for another reason than its fence.</summary>
    public bool IsConditional => Asks is not null || Uses is not null || Takes is not null;
}
