using Banyan.Gateway.Alerting.Rules;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Alerting.Watching;

/// <summary>Looks every quarter of a minute whether anything is too much: opens alerts, tells them again every four hours, and ends those that no node saw for two windows.</summary>
/// <remarks>Each node measures what it sees itself. An alert fires while any of them sees it, and it is the database that lets one of a fingerprint be open.</remarks>
internal sealed partial class AlertWatch(IEnumerable<IAlertSource> sources, AlertRuleBook rules, IAlertStore store, IChangeNotices notices, TimeProvider time, ILogger<AlertWatch> log) : BackgroundService
{
    /// <summary>What is told when alerts changed.</summary>
    public const string Topic = "alerts";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15), Repeat = TimeSpan.FromHours(4), Kept = TimeSpan.FromDays(90), BetweenSweeps = TimeSpan.FromHours(1);
    private const int MostTold = 1_000;
    private readonly IAlertSource[] _sources = [.. sources];
    private readonly HashSet<(string Tenant, string Fingerprint)> _toldAway = [];
    private DateTimeOffset _sweptAt;
    private bool _isAway;

    /// <summary>Looks once. While the store is away, what is too much by the rules read last is told in the log alone, once each; it opens when the store is back and it fires still.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var isAway = await IsAwayAsync(cancellationToken);
        var changed = false;
        foreach (var reading in await ReadAsync(cancellationToken))
        {
            if (Weigh(reading) is not var (alert, rule))
            {
                continue;
            }

            if (isAway)
            {
                TellAway(alert);
                continue;
            }

            try
            {
                changed |= await FireAsync(alert, rule, cancellationToken);
            }
            catch (StoreAwayException away)
            {
                isAway = Away(away);
                TellAway(alert);
            }
        }

        if (!isAway)
        {
            await EndAsync(changed, cancellationToken);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LogFailed(log, failed);
            }
        }
    }

    /// <summary>What every source has to say; one that fails keeps no other one from it.</summary>
    private async Task<List<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var readings = new List<Reading>();
        foreach (var source in _sources)
        {
            try
            {
                readings.AddRange(await source.ReadAsync(cancellationToken));
            }
            catch (StoreAwayException) when (_isAway)
            {
                // Said before.
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LogSource(log, failed, source.GetType().Name);
            }
        }

        return readings;
    }

    /// <summary>Reads the rules; whether they can't be.</summary>
    private async Task<bool> IsAwayAsync(CancellationToken cancellationToken)
    {
        try
        {
            await rules.LookAsync(cancellationToken);
            return false;
        }
        catch (StoreAwayException away)
        {
            return Away(away);
        }
    }

    private bool Away(StoreAwayException away)
    {
        if (!_isAway)
        {
            LogAway(log, away);
        }

        return _isAway = true;
    }

    private void TellAway(Alert alert)
    {
        if (_toldAway.Count < MostTold && _toldAway.Add((alert.Tenant, alert.Fingerprint)))
        {
            LogFires(log, alert.Kind, alert.Subject, alert.Severity, alert.Summary);
        }
    }

    /// <summary>Ends what is over, tells the other nodes, and forgets what the log was told while the store was away.</summary>
    private async Task EndAsync(bool changed, CancellationToken cancellationToken)
    {
        try
        {
            changed |= await store.ResolveAsync(time.GetUtcNow(), cancellationToken) > 0;
            if (changed)
            {
                await notices.TellAsync(Topic, "", cancellationToken);
            }

            await SweepAsync(cancellationToken);
            _isAway = false;
            _toldAway.Clear();
        }
        catch (StoreAwayException away)
        {
            Away(away);
        }
    }

    /// <summary>The alert a reading stands for, with the rule it is weighed by; null when it is not too much.</summary>
    private (Alert Alert, AlertRule Rule)? Weigh(Reading reading)
    {
        var kind = AlertKind.Find(reading.Kind)!;
        var rule = rules.For(reading.Tenant, kind, reading.Scope, reading.ScopeId);
        var threshold = rule.IsUsual ? reading.Threshold ?? rule.Threshold : rule.Threshold;
        if (!rule.IsEnabled || !kind.IsOver(reading.Value, threshold))
        {
            return null;
        }

        var now = time.GetUtcNow();
        var alert = new Alert
        {
            Id = Guid.CreateVersion7(now),
            Tenant = reading.Tenant,
            RuleId = rule.IsUsual ? null : Guid.Parse(rule.Id),
            Kind = reading.Kind,
            Severity = rule.Severity,
            Subject = reading.Subject,
            Summary = reading.Summary,
            Value = reading.Value,
            Threshold = threshold,
            Webhooks = rule.Webhooks,
            OpenedAt = now,
        };
        return (alert, rule);
    }

    private async Task<bool> FireAsync(Alert alert, AlertRule rule, CancellationToken cancellationToken)
    {
        var isTold = await store.FireAsync(alert, alert.OpenedAt, alert.OpenedAt + (2 * rule.Window), alert.OpenedAt - Repeat, cancellationToken);
        if (isTold && !_toldAway.Contains((alert.Tenant, alert.Fingerprint)))
        {
            LogFires(log, alert.Kind, alert.Subject, alert.Severity, alert.Summary);
        }

        return isTold;
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - _sweptAt >= BetweenSweeps)
        {
            _sweptAt = time.GetUtcNow();
            await store.PruneAsync(_sweptAt - Kept, cancellationToken);
        }
    }

    [LoggerMessage(EventId = 5110, EventName = "alert", Level = LogLevel.Warning, Message = "alert {Kind} for {Subject} ({Severity}): {Summary}")]
    private static partial void LogFires(ILogger logger, string kind, string subject, AlertSeverity severity, string summary);

    [LoggerMessage(EventId = 5111, Level = LogLevel.Warning, Message = "Alerts can't be read or written now; what is too much is told here alone until they can")]
    private static partial void LogAway(ILogger logger, Exception away);

    [LoggerMessage(EventId = 5112, Level = LogLevel.Error, Message = "Alerts could not be looked at")]
    private static partial void LogFailed(ILogger logger, Exception failed);

    [LoggerMessage(EventId = 5113, Level = LogLevel.Warning, Message = "What {Source} measures could not be read for alerts")]
    private static partial void LogSource(ILogger logger, Exception failed, string source);
}
