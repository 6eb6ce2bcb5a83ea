using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>Where operators see and keep rules. Those of the configuration are changed there; others live in the database, in force on every node within a second.</summary>
public interface IRoutingRules
{
    /// <summary>Every rule, in the order they are tried.</summary>
    IReadOnlyList<RuleView> List();

    /// <summary>Keeps a rule.</summary>
    /// <param name="by">Who; it stands in the audit log.</param>
    /// <param name="id">The rule to change; null for a new one.</param>
    /// <param name="expectedRevision">The revision it must have; null for any.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The rule as kept; or why it is not: <c>invalid_request</c>, <c>not_found</c>, <c>conflict</c>.</returns>
    Task<(RuleView? Kept, Failure? Failure)> SaveAsync(Caller by, Guid? id, int? expectedRevision, RoutingRule rule, CancellationToken cancellationToken);

    /// <summary>Removes a rule of the database.</summary>
    /// <returns>Why it could not be.</returns>
    Task<Failure?> RemoveAsync(Caller by, Guid id, CancellationToken cancellationToken);
}
