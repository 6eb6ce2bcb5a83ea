using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Registry;
using Banyan.Gateway.Tools.Settings;
using Banyan.Wire;

namespace Banyan.Gateway.Tools.Mcp;

/// <summary>Registers, shows and removes servers.</summary>
internal sealed class McpServers(IMcpStore store, McpLister lister, ToolBooks books, IEgress egress) : IMcpServers
{
    private const int LongestName = 30;
    private static readonly Failure NotFound = new(FailureKind.UnknownModel, "not_found", "There is no such server.");
    private static readonly Failure Taken = new(FailureKind.CallerFault, "conflict", "Another server has this name or prefix.");

    /// <inheritdoc />
    public async Task<IReadOnlyList<McpServerState>> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        var definitions = await store.DefinitionsAsync(tenant, cancellationToken);
        var book = await books.ReadAnewAsync(tenant, cancellationToken);
        return [.. (await store.ListAsync(tenant, cancellationToken)).Select(server => new McpServerState(
            server,
            [.. book.Tools.Where(tool => tool.Executor == ToolExecutorKind.Mcp && tool.Service == server.Name)],
            [.. definitions.Where(one => one.ServerId == server.Id && !one.IsApproved).Select(one => one.Name)]))];
    }

    /// <inheritdoc />
    public async Task<McpServerChange> SaveAsync(string tenant, McpServerOrder order, string by, CancellationToken cancellationToken)
    {
        if (Problem(order) is { } problem)
        {
            return new McpServerChange(null, problem);
        }

        var known = await store.ListAsync(tenant, cancellationToken);
        var old = order.Id is { } id ? known.FirstOrDefault(server => server.Id == id) : null;
        if (order.Id is not null && old is null)
        {
            return new McpServerChange(null, NotFound);
        }

        if (await store.PutAsync(Made(tenant, order, old, by), cancellationToken) is not { } kept)
        {
            return new McpServerChange(null, Taken);
        }

        await lister.AskAsync(kept, cancellationToken);
        await books.ChangedAsync(tenant, cancellationToken);
        return new McpServerChange(await StateAsync(tenant, kept.Id, cancellationToken), null);
    }

    /// <inheritdoc />
    public async Task<McpServerChange> ApproveAsync(string tenant, Guid id, IReadOnlyList<string> tools, CancellationToken cancellationToken)
    {
        if ((await store.ListAsync(tenant, cancellationToken)).FirstOrDefault(one => one.Id == id) is not { } server)
        {
            return new McpServerChange(null, NotFound);
        }

        var known = (await store.DefinitionsAsync(tenant, cancellationToken)).Where(one => one.ServerId == id).ToList();
        if (tools.FirstOrDefault(name => !known.Exists(one => one.Name == name && !one.IsApproved)) is not null)
        {
            return new McpServerChange(null, Invalid("tools", "One of these tools does not wait to be approved."));
        }

        var kept = McpPins.Approve(known, tools.ToHashSet(StringComparer.Ordinal));
        if (!await store.ReplaceAsync(server, McpPins.HashOf(kept), kept, cancellationToken))
        {
            return new McpServerChange(null, new Failure(FailureKind.CallerFault, "conflict", "The server's tools changed meanwhile; look again."));
        }

        await books.ChangedAsync(tenant, cancellationToken);
        return new McpServerChange(await StateAsync(tenant, id, cancellationToken), null);
    }

    /// <inheritdoc />
    public async Task<bool> RemoveAsync(string tenant, Guid id, CancellationToken cancellationToken)
    {
        var isRemoved = await store.RemoveAsync(tenant, id, cancellationToken);
        await books.ChangedAsync(tenant, cancellationToken);
        return isRemoved;
    }

    private async Task<McpServerState?> StateAsync(string tenant, Guid id, CancellationToken cancellationToken) =>
        (await ListAsync(tenant, cancellationToken)).FirstOrDefault(state => state.Server.Id == id);

    private Failure? Problem(McpServerOrder order)
    {
        if (!IsWord(order.Name) || (order.Prefix is { } prefix && !IsWord(prefix)))
        {
            return Invalid("name", "A server's name and prefix have 1 to 30 small letters, digits and hyphens, and begin with a letter.");
        }

        if (egress.Read(order.Url, out var problem) is not { } address)
        {
            return Invalid("url", $"The address can't be used: {problem}.");
        }

        if (order.AuthRef is not { } name)
        {
            return null;
        }

        return ToolSettings.Of(books.Catalog).Secrets.TryGetValue(name, out var secret) && secret.IsFor(address)
            ? null
            : Invalid("authRef", "There is no entry of this name in tools.secrets for this address.");
    }

    private McpServer Made(string tenant, McpServerOrder order, McpServer? old, string by)
    {
        var now = lister.Time.GetUtcNow();
        return new McpServer
        {
            Id = old?.Id ?? Guid.CreateVersion7(now),
            Tenant = tenant,
            Name = order.Name,
            Url = order.Url,
            AuthRef = order.AuthRef,
            IsTrusted = order.IsTrusted,
            Prefix = order.Prefix ?? order.Name,
            IsEnabled = order.IsEnabled,
            UpdatedAt = now,
            UpdatedBy = by,
        };
    }

    private static bool IsWord(string text) => text.Length is > 0 and <= LongestName && char.IsAsciiLetterLower(text[0]) && text.All(one => char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one == '-');

    private static Failure Invalid(string param, string message) => new(FailureKind.CallerFault, "invalid_request", message) { Param = param };
}
