namespace Banyan.Gateway.Limits;

/// <summary>How a store that counts rate limits stands, as this node sees it.</summary>
/// <param name="Name">Which, as people know it: <c>Redis</c> or <c>PostgreSQL</c>.</param>
/// <param name="IsUp">Whether it answered when it was asked last.</param>
/// <param name="Age">How long ago it answered last; null when it never did.</param>
public readonly record struct StoreStanding(string Name, bool IsUp, TimeSpan? Age);
