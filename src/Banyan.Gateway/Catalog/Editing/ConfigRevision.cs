namespace Banyan.Gateway.Catalog.Editing;

/// <summary>One state of what the database lays over file and environment; written down once.</summary>
public sealed record ConfigRevision
{
    /// <summary>A UUIDv7 of the instant; empty for a trial, which is written nowhere.</summary>
    public required Guid Id { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who, as <c>key:Ab12Cd34</c>; <c>start</c> for the state before the first change.</summary>
    public required string By { get; init; }

    /// <summary>What made it.</summary>
    public required RevisionSource Source { get; init; }

    /// <summary>All of the database's part, as JSON; without secrets.</summary>
    public required string Document { get; init; }

    /// <summary>What changed, a line for each value: <c>+ path: value</c>, <c>- path: value</c>.</summary>
    public string Diff { get; init; } = "";

    /// <summary>Whether it could be put in force.</summary>
    public bool IsValid { get; init; } = true;

    /// <summary>Whether it is the one in force.</summary>
    public bool IsActive { get; init; }

    /// <summary>What was found wrong with the whole of file, environment and database.</summary>
    public IReadOnlyList<ConfigProblem> Problems { get; init; } = [];
}

/// <summary>What made a revision.</summary>
public enum RevisionSource : byte
{
    /// <summary>The state before the first change: the file alone.</summary>
    File,

    /// <summary>A change of one thing.</summary>
    Edit,

    /// <summary>A price.</summary>
    Price,

    /// <summary>A whole document.</summary>
    Document,

    /// <summary>The way back to an earlier revision.</summary>
    Rollback,
}
