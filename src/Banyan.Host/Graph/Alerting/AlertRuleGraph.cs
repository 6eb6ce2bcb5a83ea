using Banyan.Gateway.Alerting.Rules;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Catalogue;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Alerting;

/// <summary>What counts as too much.</summary>
internal static class AlertRuleGraph
{
    private const string Read = "alerts:read", Write = "alerts:write";

    private const string InputFields =
        """
        "The rule to change; kind and scope say it too." id: ID, "What is watched, as error_rate." kind: String!, "What it is about, as service; all of the kind when left out." scope: String, "Which one; given with scope." scopeId: String,
        "In the unit of the kind: shares from 0 to 1, seconds, days, calls." threshold: Float!, "Over what it is measured, 60 to 3600 seconds; two of them without firing end an alert." windowSeconds: Int!,
        "How much it matters." severity: Severity!, "Whether it opens alerts." enabled: Boolean! = true, "The only webhooks that are told; all that ask when left out." webhooks: [ID!]! = []
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum<AlertSeverity>(
            "Severity", "How much something matters.", (AlertSeverity.Info, "Worth a look some day."), (AlertSeverity.Warning, "Worth a look today."), (AlertSeverity.Critical, "Somebody is hurt now."));
        graph.Object<AlertRule>("AlertRule", "What counts as too much of a kind.", Declare);
        graph.Input("AlertRuleInput", "A rule to be set.", InputFields, fields => fields);
        graph.Query("alertRules: [AlertRule!]!", ListAsync, "Rules in force: those that were set, and the usual one of every kind nobody set one for.").Requires(Read);
        graph.Mutation("saveAlertRule(input: AlertRuleInput!): AlertRule!", SaveAsync, "Sets the rule of a kind, for all or for one of a scope; in force on every node within half a minute.").Arg("input", "What it shall be.").Requires(Write);
    }

    private static void Declare(ObjectBuilder<AlertRule> type)
    {
        type.Field("id: ID!", one => one.Id, "Its id; usual:error_rate for one that nobody set.");
        type.Field("kind: String!", one => one.Kind, "What is watched.");
        type.Field("scope: String", one => one.Scope.Length == 0 ? null : one.Scope, "What it is about; null for all of the kind.");
        type.Field("scopeId: String", one => one.ScopeId.Length == 0 ? null : one.ScopeId, "Which one; null for all of the kind.");
        type.Field("threshold: Float!", one => one.Threshold, "In the unit of the kind.");
        type.Field("windowSeconds: Int!", one => (int)one.Window.TotalSeconds, "Over what it is measured.");
        type.Field("severity: Severity!", one => one.Severity, "How much it matters.");
        type.Field("enabled: Boolean!", one => one.IsEnabled, "Whether it opens alerts.");
        type.Field("webhooks: [ID!]!", one => one.Webhooks.Select(id => id.ToString("D")).ToList(), "The only webhooks that are told; empty for all that ask.");
    }

    private static async ValueTask<IReadOnlyList<AlertRule>> ListAsync(FieldContext context) => await context.Get<IAlerts>().RulesAsync(context.Caller().Tenant, context.Cancelled);

    private static async ValueTask<AlertRule> SaveAsync(FieldContext context)
    {
        var input = context.Arg<InputFields>("input");
        var rule = new AlertRule(
            "",
            "",
            input.Text("kind")!,
            input.Text("scope") ?? "",
            input.Text("scopeId") ?? "",
            input.Get<double>("threshold"),
            TimeSpan.FromSeconds(input.Get<int>("windowSeconds")),
            input.Get<AlertSeverity>("severity"),
            input.Get<bool>("enabled"),
            [.. input.List<string>("webhooks").Select(id => Guid.TryParse(id, out var known) ? known : throw GraphActs.NotFound("There is no such webhook."))]);
        if (input.Text("id") is { } id)
        {
            var known = (await ListAsync(context)).FirstOrDefault(one => one.Id == id) ?? throw GraphActs.NotFound("There is no such rule.");
            if ((known.Kind, known.Scope, known.ScopeId) != (rule.Kind, rule.Scope, rule.ScopeId))
            {
                throw CatalogueEdits.Bad("kind", "A rule keeps its kind and its scope. Set another one, and switch this off.");
            }
        }

        var (saved, failure) = await context.Get<IAlerts>().SaveRuleAsync(context.Caller(), rule, context.Cancelled);
        return saved ?? throw new RefusedException(failure!);
    }
}
