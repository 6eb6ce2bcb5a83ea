using Banyan.Gateway.Alerting.Rules;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Alerting;

/// <summary>What is too much, or was.</summary>
internal static class FiredGraph
{
    private const string Read = "alerts:read", Write = "alerts:write";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum<AlertStatus>(
            "AlertStatus", "How an alert stands.", (AlertStatus.Open, "It fires, and nobody has said anything."), (AlertStatus.Acknowledged, "It fires, and somebody looks after it."), (AlertStatus.Resolved, "It is over."));
        graph.Object<Alert>("Alert", "Something is too much, or was. One of the same thing is open at a time.", Declare);
        graph.Query("alerts(status: AlertStatus): [Alert!]!", ListAsync, "Alerts, newest first, 200 at most; those that are over for 90 days.").Arg("status", "How they stand; all when left out.").Requires(Read);
        graph.Mutation("acknowledgeAlert(id: ID!, note: String): Alert!", AcknowledgeAsync, "Says that somebody looks after an alert: it is not told again.")
            .Arg("id", "The alert.").Arg("note", "What is known of it, at most 500 characters.").Requires(Write);
        graph.Subscription("alertFeed(severity: Severity): Alert!", Watch, "Alerts as they open, are looked after and end, on whichever node.").Arg("severity", "Only those that matter as much or more.").Requires(Read);
    }

    private static void Declare(ObjectBuilder<Alert> type)
    {
        type.Field("id: ID!", one => one.Id.ToString("D"), "Its id.");
        type.Field("kind: String!", one => one.Kind, "What is watched, as error_rate.");
        type.Field("severity: Severity!", one => one.Severity, "How much it matters.");
        type.Field("status: AlertStatus!", one => one.Status, "How it stands.");
        type.Field("summary: String!", one => one.Summary, "One sentence for people.");
        type.Field("subject: String!", one => one.Subject, "What it is about, as service:billing, or all.");
        type.Field("value: Float!", one => one.Value, "The value last measured, in the unit of the kind.");
        type.Field("threshold: Float!", one => one.Threshold, "The threshold it was measured against.");
        type.Field("runbook: String!", one => one.Runbook, "The page that says what to do.");
        type.Field("openedAt: DateTime!", one => one.OpenedAt, "When it opened.");
        type.Field("acknowledgedBy: String", one => one.AcknowledgedBy, "Who looks after it; null for nobody.");
        type.Field("note: String", one => one.Note, "What they said; null for nothing.");
        type.Field("resolvedAt: DateTime", one => one.ResolvedAt, "When it was over; null while it fires.");
    }

    private static async ValueTask<IReadOnlyList<Alert>> ListAsync(FieldContext context) =>
        await context.Get<IAlerts>().ListAsync(context.Caller().Tenant, context.Has("status") ? context.Arg<AlertStatus?>("status") : null, context.Cancelled);

    private static async ValueTask<Alert> AcknowledgeAsync(FieldContext context)
    {
        if (!Guid.TryParse(context.Arg<string>("id"), out var id))
        {
            throw GraphActs.NotFound("There is no such alert that fires.");
        }

        var (alert, failure) = await context.Get<IAlerts>().AcknowledgeAsync(context.Caller(), id, context.Arg<string?>("note"), context.Cancelled);
        return alert ?? throw new RefusedException(failure!);
    }

    private static IAsyncEnumerable<Alert> Watch(FieldContext context) =>
        context.Get<FiredFeed>().ReadAsync(context.Caller().Tenant, context.Has("severity") ? context.Arg<AlertSeverity?>("severity") : null, context.Cancelled);
}
