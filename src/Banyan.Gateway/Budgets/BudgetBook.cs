using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Budgets;

/// <summary>The budgets in force on this node: those of the file and those operators set, read at a notice, and every second since notices may be lost. One that was set takes the place of the file's for the same scope and period.</summary>
internal sealed partial class BudgetBook(IBudgetStore store, ICatalog catalog, IChangeNotices notices, TimeProvider time, ILogger<BudgetBook> log) : BackgroundService
{
    /// <summary>What is told when a budget changed.</summary>
    public const string Topic = "budgets";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private StoredBudgets _stored = StoredBudgets.None;
    private Built _built = new(null, null, BudgetIndex.Empty);
    private volatile bool _hasRead;
    private bool _isAway;

    /// <summary>What was read last; null before the first time.</summary>
    public StoredBudgets? Read => _hasRead ? Volatile.Read(ref _stored) : null;

    /// <summary>Every budget in force now.</summary>
    public BudgetIndex Index
    {
        get
        {
            var (built, snapshot, stored) = (Volatile.Read(ref _built), catalog.Current, Volatile.Read(ref _stored));
            if (!ReferenceEquals(built.Of, snapshot) || !ReferenceEquals(built.And, stored))
            {
                // Two may build at once; the indexes are equal, and either may stay.
                Volatile.Write(ref _built, built = Build(snapshot, stored));
            }

            return built.Index;
        }
    }

    /// <summary>Reads the stored budgets once, before anything is asked; a store that is away is asked again later.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Reads what is set and puts it in force here.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var read = await store.ReadAsync(time.GetUtcNow(), cancellationToken);
            if (!Same(read, _stored))
            {
                Volatile.Write(ref _stored, read);
            }

            _hasRead = true;
            _isAway = false;
        }
        catch (StoreAwayException away)
        {
            if (!_isAway)
            {
                LogAway(log, away);
            }

            _isAway = true;
        }
    }

    /// <summary>Puts budgets in force without having read them.</summary>
    public void Restore(StoredBudgets set) => Volatile.Write(ref _stored, set);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => NoticeLoop.RunAsync(notices, Topic, Every, time, LookAsync, stoppingToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Budgets can't be read now; those read last stay in force")]
    private static partial void LogAway(ILogger logger, Exception away);

    private static Built Build(CatalogSnapshot snapshot, StoredBudgets stored)
    {
        var set = stored.Rules.Select(Place).ToHashSet();
        return new Built(snapshot, stored, new BudgetIndex(stored.Rules.Concat(snapshot.Budgets.Where(rule => !set.Contains(Place(rule)))), stored.Overrides));
    }

    private static (string, BudgetScope, string, BudgetPeriod) Place(BudgetRule rule) => (rule.Tenant, rule.Scope, ScopeIds.Of(rule.Scope, rule.ScopeId), rule.Period);

    private static bool Same(StoredBudgets one, StoredBudgets other) =>
        one.Rules.Select(rule => (rule.Id, rule.Revision)).SequenceEqual(other.Rules.Select(rule => (rule.Id, rule.Revision))) && one.Overrides.SequenceEqual(other.Overrides);

    private sealed record Built(CatalogSnapshot? Of, StoredBudgets? And, BudgetIndex Index);
}
