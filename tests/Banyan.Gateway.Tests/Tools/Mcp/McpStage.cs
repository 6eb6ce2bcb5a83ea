using System.Collections.Concurrent;
using Banyan.Gateway.Tools.Mcp;

namespace Banyan.Gateway.Tests.Tools.Mcp;

/// <summary>Servers over a store in memory, beside the tools of a bench.</summary>
internal sealed class McpStage : IDisposable
{
    public McpStage(Uri server)
    {
        Store = new MemoryServers();
        Bench = new ToolBench(TimeProvider.System, $$$"""{"secrets":{"crm":{"keyRef":"env:CRM","origin":"{{{server}}}"} } }""", servers: Store);
        Lister = new McpLister(Store, Bench.Dial, Bench.Books);
        Servers = new McpServers(Store, Lister, Bench.Books, Bench.Egress);
    }

    public ToolBench Bench { get; }

    public MemoryServers Store { get; }

    public McpLister Lister { get; }

    public IMcpServers Servers { get; }

    public void Dispose() => Bench.Dispose();

    internal sealed class MemoryServers : IMcpStore
    {
        private readonly ConcurrentDictionary<Guid, McpServer> _servers = new();
        private readonly ConcurrentDictionary<Guid, IReadOnlyList<McpDefinition>> _definitions = new();

        public Task<IReadOnlyList<McpServer>> ListAsync(string tenant, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<McpServer>>([.. _servers.Values]);

        public Task<McpServer?> PutAsync(McpServer server, CancellationToken cancellationToken)
        {
            var old = _servers.GetValueOrDefault(server.Id);
            return Task.FromResult<McpServer?>(_servers[server.Id] = server with { Revision = (old?.Revision ?? 0) + 1, ToolsHash = old?.ToolsHash, LastListedAt = old?.LastListedAt });
        }

        public Task<bool> RemoveAsync(string tenant, Guid id, CancellationToken cancellationToken) => Task.FromResult(_servers.TryRemove(id, out _));

        public Task<IReadOnlyList<McpDefinition>> DefinitionsAsync(string tenant, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<McpDefinition>>([.. _definitions.Values.SelectMany(one => one)]);

        public Task<bool> ReplaceAsync(McpServer server, string hash, IReadOnlyList<McpDefinition> definitions, CancellationToken cancellationToken)
        {
            if (_servers[server.Id].ToolsHash != server.ToolsHash)
            {
                return Task.FromResult(false);
            }

            _servers[server.Id] = _servers[server.Id] with { ToolsHash = hash };
            _definitions[server.Id] = definitions;
            return Task.FromResult(true);
        }

        public Task NoteAsync(string tenant, Guid id, DateTimeOffset at, string? problem, CancellationToken cancellationToken)
        {
            _servers[id] = _servers[id] with { LastListedAt = at, Problem = problem };
            return Task.CompletedTask;
        }
    }
}
