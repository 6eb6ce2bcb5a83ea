namespace Banyan.Load.Driving;

/// <summary>One answer as the caller saw it, in ticks of the monotonic clock.</summary>
/// <param name="IsWhole">Status 200 and complete.</param>
/// <param name="Total">From the last byte of the ask sent to the last byte received.</param>
/// <param name="First">To the first byte of the first chunk or of the body.</param>
/// <param name="LongestGap">Longest time between two reads of a body.</param>
/// <param name="Reads">Reads that held some of the body.</param>
/// <param name="IsRefused">Status 429 or 503 with <c>Retry-After</c>: told early that there is no room.</param>
internal readonly record struct Reply(bool IsWhole, long Total, long First, long LongestGap, int Reads, bool IsRefused = false);
