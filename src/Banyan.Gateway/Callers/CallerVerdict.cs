using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Callers;

/// <summary>Who a presented key stands for, or why nobody.</summary>
/// <param name="Caller">The caller; null when refused.</param>
/// <param name="Failure">Why not; null when there is a caller. The same value whatever is wrong with a key.</param>
public readonly record struct CallerVerdict(Caller? Caller, Failure? Failure);
