namespace Shop.Kit;

/// <summary>A fault to play.</summary>
/// <param name="Mode">Which.</param>
/// <param name="Milliseconds">How slow.</param>
/// <param name="Path">Only for paths that begin so; null for all, the health check included.</param>
/// <param name="Times">After so many requests it is over; 0 for never.</param>
public sealed record Fault(FaultMode Mode, int Milliseconds = 0, string? Path = null, int Times = 0);
