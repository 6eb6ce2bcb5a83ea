using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Intents.Migration.Store;

namespace Banyan.Intents.Tests.Migration;

/// <summary>A store in memory, shared by the nodes of a test; it can be away.</summary>
internal sealed class MemoryRouteStore : IRouteStore
{
    private readonly Lock _gate = new();

    public bool IsAway { get; set; }

    public Dictionary<(string, string), StageRow> Stages { get; } = [];

    public ConcurrentDictionary<(string, string, string), RouteBinding> Bindings { get; } = new();

    public List<CallCount> Calls { get; } = [];

    public List<ShadowDiff> Diffs { get; } = [];

    public List<NoiseCount> Noise { get; } = [];

    public List<DemandCount> Demand { get; } = [];

    public List<UnmetCount> Unmet { get; } = [];

    public Task<IReadOnlyList<StageRow>> ReadStagesAsync(string tenant, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<StageRow>>(() => [.. Stages.Values.Where(row => row.Tenant == tenant)]);

    public Task<IReadOnlyList<NoiseCount>> ReadNoiseAsync(string tenant, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<NoiseCount>>(() =>
        [
            .. Noise.Where(row => row.Tenant == tenant).GroupBy(row => (row.Intent, row.Path))
                .Select(group => new NoiseCount(tenant, group.Key.Intent, group.Key.Path, group.Sum(row => row.Tests), group.Sum(row => row.Differed))),
        ]);

    public Task<RouteBinding?> FindBindingAsync(string tenant, string person, string family, CancellationToken cancellationToken) =>
        Read(() => Bindings.GetValueOrDefault((tenant, person, family)));

    public Task BindAsync(RouteBinding binding, CancellationToken cancellationToken) => Read(() => Bindings[(binding.Tenant, binding.Person, binding.Family)] = binding);

    public Task AddAsync(RouteBatch batch, CancellationToken cancellationToken) => Read(() =>
    {
        foreach (var row in batch.Stages)
        {
            if (!row.IsFirst || Stages.GetValueOrDefault((row.Tenant, row.Intent))?.Setting != row.Setting)
            {
                Stages[(row.Tenant, row.Intent)] = row with { IsFirst = false };
            }
        }

        foreach (var binding in batch.Bindings)
        {
            Bindings[(binding.Tenant, binding.Person, binding.Family)] = binding;
        }

        Calls.AddRange(batch.Calls);
        Diffs.AddRange(batch.Diffs);
        Noise.AddRange(batch.Noise);
        Demand.AddRange(batch.Demand);
        Unmet.AddRange(batch.Unmet);
        return true;
    });

    public Task<BoardFacts> ReadBoardAsync(BoardAsk ask, CancellationToken cancellationToken) => Read(() => new BoardFacts
    {
        Calls = Sum(ask.Now - ask.Window),
        Evidence = Sum(ask.Now - BoardAsk.Week),
        Demand = DemandOf(ask.Now - ask.Window, ask.Now),
        Before = DemandOf(ask.Now - ask.Window - ask.Window, ask.Now - ask.Window),
        Month = DemandOf(ask.Now - BoardAsk.Month, ask.Now),
        Unmet = [.. Unmet.GroupBy(row => (row.Words, row.Person)).Select(group => new UnmetSum(group.Key.Words, group.Key.Person, group.Sum(row => row.Messages)))],
        Diffs = [.. Diffs.GroupBy(row => (row.Intent, row.Path)).Select(group => new DiffSum(group.Key.Intent, group.Key.Path, group.Count()))],
    });

    public Task<IReadOnlyList<ShadowDiff>> ReadDiffsAsync(string tenant, string runId, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<ShadowDiff>>(() => [.. Diffs.Where(row => row.Tenant == tenant && row.RunId == runId)]);

    public Task PruneAsync(string tenant, DateTimeOffset now, CancellationToken cancellationToken) => Task.CompletedTask;

    private List<CallSum> Sum(DateTimeOffset from) =>
    [
        .. Calls.Where(row => row.At >= from).GroupBy(row => (row.Intent, row.Side, row.Kind, row.Bucket)).Select(group => new CallSum(
            group.Key.Intent, group.Key.Side, group.Key.Kind, group.Key.Bucket, group.Sum(row => row.Calls), group.Sum(row => row.Errors), group.Sum(row => row.Fallbacks))),
    ];

    private List<DemandSum> DemandOf(DateTimeOffset from, DateTimeOffset to) =>
    [
        .. Demand.Where(row => row.Hour >= from && row.Hour <= to).GroupBy(row => row.Intent)
            .Select(group => new DemandSum(group.Key, group.Sum(row => row.Messages), group.Select(row => row.Person).Distinct(StringComparer.Ordinal).Count())),
    ];

    private Task<T> Read<T>(Func<T> work)
    {
        lock (_gate)
        {
            return IsAway ? Task.FromException<T>(new StoreAwayException()) : Task.FromResult(work());
        }
    }
}
