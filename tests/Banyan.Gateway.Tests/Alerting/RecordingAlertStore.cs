using Banyan.Gateway.Alerting.Rules;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Alerting;

/// <summary>Remembers what fired.</summary>
internal sealed class RecordingAlertStore : IAlertStore
{
    public List<AlertRule> Rules { get; } = [];

    public List<(Alert Alert, DateTimeOffset CleanAt, DateTimeOffset RepeatBefore)> Fired { get; } = [];

    public List<DateTimeOffset> Resolved { get; } = [];

    public bool IsAway { get; set; }

    /// <summary>Whether rules can be read and nothing can be written.</summary>
    public bool IsReadOnly { get; set; }

    public Task<IReadOnlyList<AlertRule>> RulesAsync(CancellationToken cancellationToken) =>
        IsAway ? throw new StoreAwayException("away") : Task.FromResult<IReadOnlyList<AlertRule>>([.. Rules]);

    public Task<AlertRule> PutRuleAsync(AlertRule rule, AuditAct act, CancellationToken cancellationToken)
    {
        Rules.Add(rule);
        return Task.FromResult(rule);
    }

    public Task<bool> FireAsync(Alert alert, DateTimeOffset now, DateTimeOffset cleanAt, DateTimeOffset repeatBefore, CancellationToken cancellationToken)
    {
        if (IsAway || IsReadOnly)
        {
            throw new StoreAwayException("away");
        }

        Fired.Add((alert, cleanAt, repeatBefore));
        return Task.FromResult(true);
    }

    public Task<int> ResolveAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        Resolved.Add(now);
        return Task.FromResult(0);
    }

    public Task<Alert?> AcknowledgeAsync(string tenant, Guid id, string by, string? note, AuditAct act, CancellationToken cancellationToken) => Task.FromResult<Alert?>(null);

    public Task<IReadOnlyList<Alert>> ListAsync(string tenant, AlertStatus? status, int most, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Alert>>([]);

    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) => Task.FromResult(0);
}
