using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tools.Registry;

/// <summary>Where tools come from that nobody registered one by one: the built-in ones, MCP servers.</summary>
internal interface IToolSource
{
    /// <summary>Its tools for a tenant, from memory or the database, never from the network.</summary>
    ValueTask<IReadOnlyList<Tool>> ListAsync(string tenant, CatalogSnapshot catalog, CancellationToken cancellationToken);
}
