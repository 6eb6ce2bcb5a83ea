using Banyan.Wire;

namespace Banyan.Gateway.Tools.Registry;

/// <summary>What came of a change.</summary>
/// <param name="Tool">The tool as it is now; null when nothing was changed.</param>
/// <param name="Failure">Why not; null when it was.</param>
public sealed record ToolChange(Tool? Tool, Failure? Failure);
