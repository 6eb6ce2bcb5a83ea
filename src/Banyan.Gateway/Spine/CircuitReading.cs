namespace Banyan.Gateway.Spine;

/// <summary>A circuit as it stands.</summary>
/// <param name="State">Whether calls go.</param>
/// <param name="Failures">Failures in a row so far; those that opened it while it is open.</param>
/// <param name="OpenedAt">When it opened; null while it is closed.</param>
/// <param name="NextProbeAt">When the next probe may go; null while it is closed.</param>
public readonly record struct CircuitReading(CandidateGate State, int Failures, DateTimeOffset? OpenedAt, DateTimeOffset? NextProbeAt);
