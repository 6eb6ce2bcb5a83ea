namespace Banyan.Gateway.Nodes;

/// <summary>How one process of the service does.</summary>
/// <param name="Id">Its own from start to end.</param>
/// <param name="Name">Machine and process, for people.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="RequestsPerSecond">Asks that began in the last few seconds, by second.</param>
/// <param name="Active">Answers under way.</param>
/// <param name="CatalogVersion">The configuration in force there, counted from its start.</param>
/// <param name="LastSeenAt">When it said so.</param>
public sealed record NodeStatus(Guid Id, string Name, DateTimeOffset StartedAt, double RequestsPerSecond, int Active, long CatalogVersion, DateTimeOffset LastSeenAt);
