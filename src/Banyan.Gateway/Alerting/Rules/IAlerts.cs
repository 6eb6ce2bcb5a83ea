using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Alerting.Rules;

/// <summary>What operators do with alerts. Changes are written to the audit log with who made them.</summary>
public interface IAlerts
{
    /// <summary>Alerts, newest first, 200 at most.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="status">How they stand; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<Alert>> ListAsync(string tenant, AlertStatus? status, CancellationToken cancellationToken);

    /// <summary>The rules in force: those that were set, and the usual one of every kind nobody set one for.</summary>
    Task<IReadOnlyList<AlertRule>> RulesAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Sets the rule of a kind and scope; in force on every node within half a minute.</summary>
    /// <param name="by">Who sets it.</param>
    /// <param name="rule">The rule; its id and tenant are not read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The rule; or why it was not set: <c>invalid_request</c>.</returns>
    Task<(AlertRule? Saved, Failure? Failure)> SaveRuleAsync(Caller by, AlertRule rule, CancellationToken cancellationToken);

    /// <summary>Says that somebody looks after an alert: it is not told again.</summary>
    /// <returns>The alert; or <c>not_found</c> when none of this id fires.</returns>
    Task<(Alert? Alert, Failure? Failure)> AcknowledgeAsync(Caller by, Guid id, string? note, CancellationToken cancellationToken);
}
