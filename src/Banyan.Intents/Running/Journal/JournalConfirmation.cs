namespace Banyan.Intents.Running.Journal;

/// <summary>A yes that was asked for.</summary>
public sealed record JournalConfirmation
{
    /// <summary>Whose.</summary>
    public required string Tenant { get; init; }

    /// <summary>The person who may say yes.</summary>
    public required string SubjectId { get; init; }

    /// <summary>Four letters and digits, as <c>7K3Q</c>; one of the person's own.</summary>
    public required string Code { get; init; }

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The conversation the yes must come from.</summary>
    public required string ConversationId { get; init; }

    /// <summary>What it is good for: hashes of plan slice, arguments and definition.</summary>
    public required IReadOnlyList<string> Hashes { get; init; }

    /// <summary>When it is over.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary><c>open</c>, <c>given</c>, <c>declined</c>, <c>expired</c> or <c>cancelled</c>.</summary>
    public string State { get; init; } = "open";

    /// <summary>Wrong answers so far.</summary>
    public int Tries { get; init; }
}
