using System.Collections.Concurrent;
using System.Threading.Channels;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Budgets;

/// <summary>Sees thresholds reached and tells of each once a period, whichever node saw it first and however often nodes start anew.</summary>
internal sealed partial class BudgetAlerts(IBudgetStore store, IEnumerable<IBudgetObserver> observers, TimeProvider time, ILogger<BudgetAlerts> log) : BackgroundService
{
    private const int MostRemembered = 50_000;
    private readonly IBudgetObserver[] _observers = [.. observers];
    private readonly ConcurrentDictionary<(CounterKey, double), bool> _seen = [];
    private readonly ConcurrentDictionary<CounterKey, DateTimeOffset> _refusals = [];
    private readonly Channel<BudgetAlert> _reached = Channel.CreateBounded<BudgetAlert>(
        new BoundedChannelOptions(10_000) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Looks whether a use of budgets reached a threshold. Cheap: it runs with every ask.</summary>
    public void Look(IReadOnlyList<BudgetLine> lines, IReadOnlyList<long> used)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var (line, thresholds) = (lines[i], lines[i].Rule.AlertThresholds);
            for (var at = 0; at < thresholds.Count && line.LimitNanoUsd > 0 && used[i] >= thresholds[at] * line.LimitNanoUsd; at++)
            {
                Reached(line, thresholds[at], used[i]);
            }
        }
    }

    /// <summary>Takes in that a budget had no room for an ask. One whose use has reached its last threshold is exceeded then, for one that blocks is hardly ever used up to the last bit.</summary>
    public void Refused(BudgetLine line, long used)
    {
        foreach (var observer in _observers)
        {
            observer.Refused(line);
        }

        if (line.LimitNanoUsd > 0 && line.Rule.AlertThresholds is [.., var last] && used >= last * line.LimitNanoUsd)
        {
            if (_refusals.Count > MostRemembered)
            {
                _refusals.Clear();
            }

            _refusals[line.Key] = time.GetUtcNow();
            Reached(line, 1, used);
        }
    }

    /// <summary>Whose asks a budget that is exceeded has refused on this node since an instant.</summary>
    public IReadOnlySet<string> RefusedSince(DateTimeOffset since, string budgetId, DateTimeOffset periodStart)
    {
        var refused = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, at) in _refusals)
        {
            if (at < since)
            {
                _refusals.TryRemove(KeyValuePair.Create(key, at));
            }
            else if (key.BudgetId == budgetId && key.PeriodStart == periodStart)
            {
                refused.Add(key.ScopeId);
            }
        }

        return refused;
    }

    /// <summary>Tells what waits, then stops.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _reached.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var alert in _reached.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                if (await store.TryAlertAsync(alert, stoppingToken))
                {
                    Tell(alert);
                }
            }
            catch (StoreAwayException)
            {
                // Seen again with the next ask.
                _seen.TryRemove((alert.Key, alert.Threshold), out _);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "budget_threshold", Message = "budget_threshold {Share:P0} of budget {Budget} for {Scope}: {Used} of {Limit} nano-USD in the period from {From:O}")]
    private static partial void LogReached(ILogger logger, double share, string budget, string scope, long used, long limit, DateTimeOffset from);

    private void Reached(BudgetLine line, double threshold, long used)
    {
        if (_seen.ContainsKey((line.Key, threshold)) || !_seen.TryAdd((line.Key, threshold), true))
        {
            return;
        }

        if (_seen.Count > MostRemembered)
        {
            _seen.Clear();
        }

        _reached.Writer.TryWrite(new BudgetAlert(line.Rule.Tenant, line.Key, threshold, used, line.LimitNanoUsd, time.GetUtcNow()));
    }

    private void Tell(BudgetAlert alert)
    {
        LogReached(log, alert.Threshold, alert.Key.BudgetId, alert.Key.ScopeId, alert.UsedNanoUsd, alert.LimitNanoUsd, alert.Key.PeriodStart);
        foreach (var observer in _observers)
        {
            observer.Reached(alert);
        }
    }
}
