using Banyan.Wire;

namespace Banyan.Gateway.Tools.Mcp;

/// <summary>What came of a change.</summary>
/// <param name="State">The server as it is now; null when nothing was changed.</param>
/// <param name="Failure">Why not; null when it was.</param>
public sealed record McpServerChange(McpServerState? State, Failure? Failure);
