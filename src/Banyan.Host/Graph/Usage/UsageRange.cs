namespace Banyan.Host.Graph.Usage;

/// <summary>From an instant on, up to and without another.</summary>
internal sealed record UsageRange(DateTimeOffset From, DateTimeOffset To);
