using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Alerting.Rules;

/// <summary>Where rules and alerts are kept; what opens or resolves an alert is written with its event. Every member may throw <see cref="StoreAwayException"/>.</summary>
public interface IAlertStore
{
    /// <summary>Reads every rule that was set, of every tenant.</summary>
    Task<IReadOnlyList<AlertRule>> RulesAsync(CancellationToken cancellationToken);

    /// <summary>Writes a rule and the act; one of the same kind and scope takes its place and keeps its id.</summary>
    /// <returns>The rule as it is stored.</returns>
    Task<AlertRule> PutRuleAsync(AlertRule rule, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Opens an alert, or notes that it fires still.</summary>
    /// <param name="alert">The alert; its id counts only when it is new.</param>
    /// <param name="now">When it was seen.</param>
    /// <param name="cleanAt">When it is over if it is not seen again.</param>
    /// <param name="repeatBefore">It is told again if it was told last at or before this instant and nobody looks after it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was told: opened, or told again.</returns>
    Task<bool> FireAsync(Alert alert, DateTimeOffset now, DateTimeOffset cleanAt, DateTimeOffset repeatBefore, CancellationToken cancellationToken);

    /// <summary>Ends the alerts that were not seen for long enough, of every tenant.</summary>
    /// <returns>How many.</returns>
    Task<int> ResolveAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Notes that somebody looks after an alert, and the act.</summary>
    /// <returns>The alert; null when the tenant has none of this id that fires.</returns>
    Task<Alert?> AcknowledgeAsync(string tenant, Guid id, string by, string? note, AuditAct act, CancellationToken cancellationToken);

    /// <summary>Reads alerts, newest first.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="status">How they stand; null for all.</param>
    /// <param name="most">At most how many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<Alert>> ListAsync(string tenant, AlertStatus? status, int most, CancellationToken cancellationToken);

    /// <summary>Removes alerts that were over before an instant, of every tenant.</summary>
    Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
