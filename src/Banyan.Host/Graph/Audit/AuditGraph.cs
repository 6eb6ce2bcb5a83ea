using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Host.Graph.Usage;

namespace Banyan.Host.Graph.Audit;

/// <summary>What was done by whom. Written with what it tells of, never changed.</summary>
internal static class AuditGraph
{
    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<AuditAct>("AuditEntry", "An administrative act.", type =>
        {
            type.Field("id: ID!", act => act.Id.ToString("D"), "Its id.");
            type.Field("at: DateTime!", act => act.At, "When.");
            type.Field("actor: String!", act => act.Actor, "Who, as key:Ab12Cd34.");
            type.Field("action: String!", act => act.Action, "What, as saveProvider.");
            type.Field("target: String", act => act.Target, "On what, as provider:openai; null when on nothing in particular.");
            type.Field("decision: String!", act => act.Decision, "What came of it: done or refused.");
            type.Field("detail: JSON", act => act.Detail is { } detail ? JsonElement.Parse(detail) : (JsonElement?)null, "Before, after and reason; never a secret nor content of users.");
        });
        graph.QueryConnection<AuditAct>(
            "auditLog(\"Only what this one did, as key:Ab12Cd34.\" actor: String, \"Only this, as saveProvider.\" action: String, \"Only on this, as provider:openai.\" target: String, \"Only within this time.\" range: TimeRange): AuditEntry!",
            PageAsync,
            "Administrative acts of the tenant, newest first.").Requires("audit:read");
    }

    private static async ValueTask<GraphConnection<AuditAct>> PageAsync(GraphPage page, FieldContext context)
    {
        var range = context.Has("range") ? context.Arg<UsageRange?>("range") : null;
        var read = await context.Get<IAuditReader>().ReadAsync(
            new AuditQuery(context.Caller().Tenant)
            {
                Actor = Text(context, "actor"),
                Action = Text(context, "action"),
                Target = Text(context, "target"),
                From = range?.From,
                To = range?.To,
                First = page.Size + 1,
                After = Cursor.Read(page.After),
            },
            context.Cancelled);
        return new GraphConnection<AuditAct>([.. read.Take(page.Size)], act => Cursor.Of(act.At, act.Id)) { HasNextPage = read.Count > page.Size, HasPreviousPage = page.After is not null };
    }

    private static string? Text(FieldContext context, string name) => context.Has(name) ? context.Arg<string?>(name) : null;
}
