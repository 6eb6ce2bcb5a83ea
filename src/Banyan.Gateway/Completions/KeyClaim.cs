namespace Banyan.Gateway.Completions;

/// <summary>What stands behind a key.</summary>
/// <param name="IsMine">Whether it was taken now.</param>
/// <param name="IsOther">Whether it was used for something else.</param>
/// <param name="RequestId">The exchange that took it.</param>
/// <param name="Answer">The answer, as a JSON object; null while there is none.</param>
public sealed record KeyClaim(bool IsMine, bool IsOther, Guid RequestId, string? Answer);
