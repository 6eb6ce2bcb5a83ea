using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tools.Registry;

/// <summary>The tools there are: built-in, registered, and those of MCP servers. What is changed here is in force at once, and on every node within two seconds.</summary>
public interface IToolRegistry
{
    /// <summary>All tools of a tenant by name, disabled ones too; built-in ones that nothing is configured for are left out.</summary>
    ValueTask<IReadOnlyList<Tool>> ListAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Finds a tool by its name or id; null when the tenant has none.</summary>
    ValueTask<Tool?> FindAsync(string tenant, string nameOrId, CancellationToken cancellationToken);

    /// <summary>The enabled tools a caller's key may have run.</summary>
    ValueTask<IReadOnlyList<Tool>> ForAsync(Caller caller, CancellationToken cancellationToken);

    /// <summary>Registers a tool, or changes one that was registered.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="order">What.</param>
    /// <param name="by">Who, for the record.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tool; or <c>invalid_request</c> with the field at fault, <c>not_found</c>, <c>conflict</c>.</returns>
    Task<ToolChange> RegisterAsync(string tenant, ToolOrder order, string by, CancellationToken cancellationToken);

    /// <summary>Lets a tool be called or not, whatever kind it is.</summary>
    Task<ToolChange> SetEnabledAsync(string tenant, string nameOrId, bool isEnabled, string by, CancellationToken cancellationToken);

    /// <summary>Removes a registered tool; false when the tenant has none. Built-in tools and those of servers can only be disabled.</summary>
    Task<bool> RemoveAsync(string tenant, string nameOrId, CancellationToken cancellationToken);
}
