namespace Banyan.GraphQL.Execution;

/// <summary>What every run of a server shares.</summary>
internal sealed record ExecutionSettings
{
    /// <summary>Null allows everything.</summary>
    public IGraphAuthorizer? Authorizer { get; init; }

    /// <summary>Null knows <see cref="GraphFailureException"/> and nothing else.</summary>
    public IGraphErrors? Errors { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long an operation may run; an event of a subscription has this time too.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Objects, lists and leaves of one answer.</summary>
    public int MaxNodes { get; init; } = 100_000;
}
