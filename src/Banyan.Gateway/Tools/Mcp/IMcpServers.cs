
namespace Banyan.Gateway.Tools.Mcp;

/// <summary>The MCP servers whose tools models may call, and what of them waits for somebody to approve it.</summary>
public interface IMcpServers
{
    /// <summary>A tenant's servers by name.</summary>
    Task<IReadOnlyList<McpServerState>> ListAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Registers or changes a server and asks it for its tools. What it names the first time is approved with it; whatever comes or changes later waits.</summary>
    /// <returns>The server; or <c>invalid_request</c> with the field at fault, <c>not_found</c>, <c>conflict</c>. A server that can't be asked is kept, with its problem.</returns>
    Task<McpServerChange> SaveAsync(string tenant, McpServerOrder order, string by, CancellationToken cancellationToken);

    /// <summary>Approves waiting definitions, by the server's own names.</summary>
    Task<McpServerChange> ApproveAsync(string tenant, Guid id, IReadOnlyList<string> tools, CancellationToken cancellationToken);

    /// <summary>Removes a server with its tools; false when the tenant has none.</summary>
    Task<bool> RemoveAsync(string tenant, Guid id, CancellationToken cancellationToken);
}
