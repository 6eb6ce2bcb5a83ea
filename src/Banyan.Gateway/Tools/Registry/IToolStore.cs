namespace Banyan.Gateway.Tools.Registry;

/// <summary>Where registered tools are kept, and whether the others are enabled.</summary>
public interface IToolStore
{
    /// <summary>A number that counts up with every change of tools and MCP servers, of any tenant.</summary>
    Task<long> RevisionAsync(CancellationToken cancellationToken);

    /// <summary>Every row of a tenant.</summary>
    Task<IReadOnlyList<Tool>> ListAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Writes a tool by its id, if nobody changed it first.</summary>
    /// <param name="tool">The tool; its revision is what is written.</param>
    /// <param name="expected">The revision that must be there: 0 for none, null for any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tool with its new revision; null when another revision is there or another tool has its name.</returns>
    Task<Tool?> PutAsync(Tool tool, int? expected, CancellationToken cancellationToken);

    /// <summary>Removes a tool; false when the tenant has none of this id.</summary>
    Task<bool> RemoveAsync(string tenant, Guid id, CancellationToken cancellationToken);
}
