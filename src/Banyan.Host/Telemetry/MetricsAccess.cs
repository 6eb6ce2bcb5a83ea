namespace Banyan.Host.Telemetry;

/// <summary>Who may read metrics.</summary>
/// <param name="IsKeyRequired">Whether callers from elsewhere need a key.</param>
internal sealed record MetricsAccess(bool IsKeyRequired);
