using System.Globalization;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Budgets of which much or all is spent or held in the period under way, or that refuse asks; read from the counters once a minute.</summary>
internal sealed class BudgetReadings(BudgetBook book, IBudgetCounters counters, BudgetAlerts alerts, TimeProvider time) : IAlertSource
{
    private const int MostSpenders = 50;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    // As long as what is too much is looked for together.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private IReadOnlyList<Reading> _last = [];
    private long? _readAt;

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        if (_readAt is not { } at || time.GetElapsedTime(at) >= Every)
        {
            var readings = new List<Reading>();
            foreach (var entry in book.Index.All.Where(one => one.Rule.IsEnabled))
            {
                await ReadAsync(entry, readings, cancellationToken);
            }

            (_last, _readAt) = (readings, time.GetTimestamp());
        }

        return _last;
    }

    private async Task ReadAsync(BudgetEntry entry, List<Reading> readings, CancellationToken cancellationToken)
    {
        var (now, rule) = (time.GetUtcNow(), entry.Rule);
        var limit = entry.OverrideAt(now)?.LimitNanoUsd ?? rule.LimitNanoUsd;
        if (limit <= 0)
        {
            return;
        }

        var span = Periods.At(now, rule.Period, entry.Zone);
        var refused = alerts.RefusedSince(now - Window, rule.Id, span.Start);
        await counters.BeginAsync(rule, span, cancellationToken);
        foreach (var spender in await counters.OfBudgetAsync(rule.Id, span.Start, MostSpenders, cancellationToken))
        {
            var share = (double)(spender.SpentNanoUsd + spender.ReservedNanoUsd) / limit;
            var (id, words) = ($"{rule.Id}/{spender.Key.ScopeId}", string.Create(CultureInfo.InvariantCulture, $"{share:P0} of {Whose(rule, spender.Key.ScopeId)} is spent or held"));
            if (rule.AlertThresholds is [> 0 and < 1 and var first, ..])
            {
                readings.Add(new Reading(AlertKinds.BudgetThreshold, "budget", id, share, words + ".") { Tenant = rule.Tenant, Threshold = first });
            }

            readings.Add(refused.Contains(spender.Key.ScopeId)
                ? new Reading(AlertKinds.BudgetExceeded, "budget", id, Math.Max(1, share), words + ", and there was no room for an ask.") { Tenant = rule.Tenant }
                : new Reading(AlertKinds.BudgetExceeded, "budget", id, share, words + ".") { Tenant = rule.Tenant });
        }
    }

    private static string Whose(BudgetRule rule, string scopeId)
    {
        var whose = rule.Scope == BudgetScope.Global ? "everybody" : $"{rule.Scope.ToString().ToLowerInvariant()} {scopeId}";
        return $"the {rule.Period.ToString().ToLowerInvariant()} budget for {whose}";
    }
}
