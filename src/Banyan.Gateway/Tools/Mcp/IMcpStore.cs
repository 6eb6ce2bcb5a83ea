namespace Banyan.Gateway.Tools.Mcp;

/// <summary>Where MCP servers and the definitions of their tools are kept.</summary>
public interface IMcpStore
{
    /// <summary>A tenant's servers by name.</summary>
    Task<IReadOnlyList<McpServer>> ListAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Writes a server by its id, what listing found left as it is; null when another one has its name or prefix.</summary>
    Task<McpServer?> PutAsync(McpServer server, CancellationToken cancellationToken);

    /// <summary>Removes a server with its definitions; false when the tenant has none of this id.</summary>
    Task<bool> RemoveAsync(string tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>A tenant's definitions, approved and waiting.</summary>
    Task<IReadOnlyList<McpDefinition>> DefinitionsAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Puts a server's definitions in place of those there, if they are still those that were read.</summary>
    /// <param name="server">The server as it was read; its <see cref="McpServer.ToolsHash"/> must still be there.</param>
    /// <param name="hash">Hash over the new ones.</param>
    /// <param name="definitions">The new ones.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when somebody was first.</returns>
    Task<bool> ReplaceAsync(McpServer server, string hash, IReadOnlyList<McpDefinition> definitions, CancellationToken cancellationToken);

    /// <summary>Notes that a server was asked for its tools, and what went wrong.</summary>
    Task NoteAsync(string tenant, Guid id, DateTimeOffset at, string? problem, CancellationToken cancellationToken);
}
