namespace Banyan.GraphQL.Transport.Streaming;

/// <summary>What a feed has for its subscriber.</summary>
internal enum FeedMoment
{
    /// <summary>An answer to send.</summary>
    Answer,

    /// <summary>Nothing, but time passed: look at rights, keep the connection alive.</summary>
    Idle,

    /// <summary>Nothing any more.</summary>
    Over,
}

/// <summary>One step of a feed.</summary>
/// <param name="Moment">What it is.</param>
/// <param name="Json">The answer; empty when there is none.</param>
internal readonly record struct FeedStep(FeedMoment Moment, ReadOnlyMemory<byte> Json);
