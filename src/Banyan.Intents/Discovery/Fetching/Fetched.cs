namespace Banyan.Intents.Discovery.Fetching;

/// <summary>How asking for a document ended.</summary>
/// <param name="Body">The document; null when there is none.</param>
/// <param name="Problem">Why there is none; null when it is simply not served (404, 405, 410, 501) or came.</param>
internal sealed record Fetched(byte[]? Body, string? Problem)
{
    /// <summary>Not served: the next source is asked.</summary>
    public static Fetched Absent { get; } = new(null, null);

    /// <summary>Whether the backend was not reached or refused: what is known of it stays.</summary>
    public bool HasFailed => Problem is not null;

    /// <summary>A failure.</summary>
    public static Fetched Failed(string problem) => new(null, problem);
}
