namespace Banyan.Gateway.Limits;

/// <summary>What a rate limit counts.</summary>
public enum LimitUnit
{
    /// <summary>Requests of the last minute.</summary>
    Requests,

    /// <summary>Prompt and completion tokens of the last minute.</summary>
    Tokens,

    /// <summary>Requests under way.</summary>
    Concurrent,
}
