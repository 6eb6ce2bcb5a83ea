using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>A rule kept in the database.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Revision">Counts up with every change, from 1.</param>
/// <param name="CreatedAt">When it was made; equals by priority are tried by age.</param>
/// <param name="UpdatedBy">Who changed it last.</param>
public sealed record StoredRule(Guid Id, RoutingRule Rule, int Revision, DateTimeOffset CreatedAt, string UpdatedBy);
