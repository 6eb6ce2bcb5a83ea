using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Settings;
using Banyan.Wire;

namespace Banyan.Gateway.Tools.Registry;

/// <summary>Keeps each tenant's tools in memory and looks at most once a second whether they changed.</summary>
internal sealed class ToolRegistry(ToolBooks books, IToolStore store, IEgress egress, TimeProvider time) : IToolRegistry
{
    private static readonly Failure NotFound = new(FailureKind.UnknownModel, "not_found", "There is no such tool.");
    private static readonly Failure Changed = new(FailureKind.CallerFault, "conflict", "Somebody changed this tool first, or another one has its name.");

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<Tool>> ListAsync(string tenant, CancellationToken cancellationToken) => (await books.ReadAsync(tenant, cancellationToken)).Tools;

    /// <inheritdoc />
    public async ValueTask<Tool?> FindAsync(string tenant, string nameOrId, CancellationToken cancellationToken) =>
        (await books.ReadAsync(tenant, cancellationToken)).Find(nameOrId);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<Tool>> ForAsync(Caller caller, CancellationToken cancellationToken) =>
        [.. (await ListAsync(caller.Tenant, cancellationToken)).Where(tool => tool.IsEnabled && caller.Grants.MayCall(tool.Name))];

    /// <inheritdoc />
    public async Task<ToolChange> RegisterAsync(string tenant, ToolOrder order, string by, CancellationToken cancellationToken)
    {
        if (ToolCheck.Find(order, ToolSettings.Of(books.Catalog), egress) is { } problem)
        {
            return new ToolChange(null, problem);
        }

        var book = await books.ReadAnewAsync(tenant, cancellationToken);
        var old = order.Id is { } id ? book.Find(id) : null;
        if (order.Id is not null && old is not { Executor: ToolExecutorKind.Http })
        {
            return new ToolChange(null, NotFound);
        }

        if (book.Find(order.Name) is { } named && named.Id != old?.Id)
        {
            return new ToolChange(null, Changed);
        }

        return await PutAsync(Made(tenant, order, old, by), order.ExpectedRevision ?? old?.Revision ?? 0, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<ToolChange> SetEnabledAsync(string tenant, string nameOrId, bool isEnabled, string by, CancellationToken cancellationToken)
    {
        var tool = (await books.ReadAnewAsync(tenant, cancellationToken)).Find(nameOrId);
        if (tool is null)
        {
            return new ToolChange(null, NotFound);
        }

        var now = time.GetUtcNow();
        var changed = tool with { IsEnabled = isEnabled, UpdatedAt = now, UpdatedBy = by, CreatedAt = tool.Revision == 0 ? now : tool.CreatedAt };
        return await PutAsync(changed, null, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<bool> RemoveAsync(string tenant, string nameOrId, CancellationToken cancellationToken)
    {
        var tool = (await books.ReadAnewAsync(tenant, cancellationToken)).Find(nameOrId);
        var isRemoved = tool is { Executor: ToolExecutorKind.Http } && await store.RemoveAsync(tenant, tool.Id, cancellationToken);
        await books.ChangedAsync(tenant, cancellationToken);
        return isRemoved;
    }

    private async Task<ToolChange> PutAsync(Tool tool, int? expected, CancellationToken cancellationToken)
    {
        var kept = await store.PutAsync(tool, expected, cancellationToken);
        await books.ChangedAsync(tool.Tenant, cancellationToken);
        return kept is null ? new ToolChange(null, Changed) : new ToolChange(kept, null);
    }

    private Tool Made(string tenant, ToolOrder order, Tool? old, string by)
    {
        var now = time.GetUtcNow();
        return new Tool
        {
            Id = old?.Id ?? Guid.CreateVersion7(now),
            Tenant = tenant,
            Name = order.Name,
            Description = order.Description,
            Category = order.Category,
            InputSchema = order.InputSchema.Clone(),
            OutputSchema = order.OutputSchema?.Clone(),
            Executor = ToolExecutorKind.Http,
            Service = order.Service,
            Endpoint = order.Endpoint,
            AuthRef = order.AuthRef,
            Effect = order.Effect,
            IsIdempotent = order.IsIdempotent,
            Timeout = order.Timeout,
            Retry = order.Retry,
            IsEnabled = order.IsEnabled,
            CreatedAt = old?.CreatedAt ?? now,
            UpdatedAt = now,
            UpdatedBy = by,
        };
    }
}
