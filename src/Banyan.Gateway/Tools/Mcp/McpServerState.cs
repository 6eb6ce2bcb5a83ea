using Banyan.Gateway.Tools.Registry;

namespace Banyan.Gateway.Tools.Mcp;

/// <summary>A server and what became of its tools.</summary>
/// <param name="Server">The server.</param>
/// <param name="Tools">Those models may be offered.</param>
/// <param name="Waiting">Names of definitions that came or changed since and wait to be approved.</param>
public sealed record McpServerState(McpServer Server, IReadOnlyList<Tool> Tools, IReadOnlyList<string> Waiting);
