using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;

namespace Banyan.Storage.Tests.Spool;

/// <summary>A ledger in memory: away, or averse to some rows, when told to be.</summary>
internal sealed class MemoryStore : IUsageStore
{
    public Dictionary<Guid, UsageRow> Rows { get; } = [];

    public bool IsAway { get; set; }

    public Func<UsageRow, bool> Refuses { get; set; } = _ => false;

    public Task AppendAsync(IReadOnlyList<UsageRow> rows, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            return Task.FromException(new StoreAwayException());
        }

        if (rows.Any(Refuses))
        {
            return Task.FromException(new RowRefusedException());
        }

        foreach (var row in rows)
        {
            Rows.TryAdd(row.Id, row);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<UsageRow>> OfRequestAsync(string tenant, Guid requestId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<UsageRow>>([.. Rows.Values.Where(row => row.RequestId == requestId)]);
}
