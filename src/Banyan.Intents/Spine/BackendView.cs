namespace Banyan.Intents.Spine;

/// <summary>A backend as discovery sees it.</summary>
/// <param name="Backend">The backend.</param>
/// <param name="State">How good what is known of it is.</param>
/// <param name="ReadAt">When its description was last read; null when never.</param>
/// <param name="Problem">Why it could not be read the last time; null when it could.</param>
/// <param name="Notes">What is wrong with its description, each with its place; the rest of it is used.</param>
/// <param name="Intents">How many intents it offers.</param>
/// <param name="IsFound">Whether it was found in a directory rather than configured.</param>
internal sealed record BackendView(Backend Backend, BackendState State, DateTimeOffset? ReadAt, string? Problem, IReadOnlyList<string> Notes, int Intents, bool IsFound);

/// <summary>How good what is known of a backend is.</summary>
internal enum BackendState
{
    /// <summary>It answered the last time it was asked.</summary>
    Fresh,

    /// <summary>It did not; what it answered before is used.</summary>
    Stale,

    /// <summary>It never answered.</summary>
    Dead,
}
