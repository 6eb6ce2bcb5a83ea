namespace Banyan.Gateway.Spine;

/// <summary>How much of something may be used: of each, null for no bound. At least 1 where there is one.</summary>
/// <param name="RequestsPerMinute">Requests per minute.</param>
/// <param name="TokensPerMinute">Prompt and completion tokens per minute.</param>
/// <param name="Concurrent">Requests at once.</param>
public sealed record RateBounds(long? RequestsPerMinute = null, long? TokensPerMinute = null, int? Concurrent = null)
{
    /// <summary>No bound at all.</summary>
    public static RateBounds None { get; } = new();

    /// <summary>Whether nothing is bounded.</summary>
    public bool IsEmpty => RequestsPerMinute is null && TokensPerMinute is null && Concurrent is null;
}
