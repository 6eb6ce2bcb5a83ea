namespace Banyan.Storage.Redis;

/// <summary>What Redis answered: a text, a list, an error, or nothing. Numbers are texts.</summary>
internal sealed record RedisReply(string? Text, IReadOnlyList<RedisReply>? Items = null, bool IsError = false)
{
    /// <summary>Nothing.</summary>
    public static RedisReply Nil { get; } = new((string?)null);
}
