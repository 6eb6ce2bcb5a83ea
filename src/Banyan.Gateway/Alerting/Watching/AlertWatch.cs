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
    private readonly IAlertSource[] _sources = [.. sources];
    private DateTimeOffset _sweptAt;
    private bool _isAway;

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await rules.LookAsync(cancellationToken);
            var changed = false;
            foreach (var reading in await ReadAsync(cancellationToken))
            {
                changed |= await WeighAsync(reading, cancellationToken);
            }

            changed |= await store.ResolveAsync(time.GetUtcNow(), cancellationToken) > 0;
            if (changed)
            {
                await notices.TellAsync(Topic, "", cancellationToken);
            }

            await SweepAsync(cancellationToken);
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
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LogSource(log, failed, source.GetType().Name);
            }
        }

        return readings;
    }

    private async Task<bool> WeighAsync(Reading reading, CancellationToken cancellationToken)
    {
        var kind = AlertKind.Find(reading.Kind)!;
        var rule = rules.For(reading.Tenant, kind, reading.Scope, reading.ScopeId);
        var threshold = rule.IsUsual ? reading.Threshold ?? rule.Threshold : rule.Threshold;
        if (!rule.IsEnabled || !kind.IsOver(reading.Value, threshold))
        {
            return false;
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
        var isTold = await store.FireAsync(alert, now, now + (2 * rule.Window), now - Repeat, cancellationToken);
        if (isTold)
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

    [LoggerMessage(EventId = 5111, Level = LogLevel.Warning, Message = "Alerts can't be read or written now; what is too much is seen again")]
    private static partial void LogAway(ILogger logger, Exception away);

    [LoggerMessage(EventId = 5112, Level = LogLevel.Error, Message = "Alerts could not be looked at")]
    private static partial void LogFailed(ILogger logger, Exception failed);

    [LoggerMessage(EventId = 5113, Level = LogLevel.Warning, Message = "What {Source} measures could not be read for alerts")]
    private static partial void LogSource(ILogger logger, Exception failed, string source);
}
