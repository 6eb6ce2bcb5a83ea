namespace Banyan.GraphQL.Transport;

/// <summary>How a request ended.</summary>
/// <param name="Operation">Null when it was refused before its operation was known.</param>
/// <param name="Duration">From the request's arrival to the answer; of a subscription, to its end.</param>
public sealed record GraphOutcome(GraphOperation? Operation, TimeSpan Duration)
{
    /// <summary>The code of the first error when nothing was executed; null when it was.</summary>
    public string? RefusalCode { get; init; }

    /// <summary>Errors of fields.</summary>
    public int Errors { get; init; }
}
