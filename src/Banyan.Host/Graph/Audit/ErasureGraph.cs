using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Catalogue;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Audit;

/// <summary>Tells and erases what is kept of a person.</summary>
internal static class ErasureGraph
{
    private const int Most = 500;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<SubjectRow>("SubjectRow", "Something that is kept of a person.", type =>
        {
            type.Field("kind: String!", row => row.Kind, "What it is: user, conversation, message, response, completion, toolCall, usage, score; of the orchestrator talk, talkMessage, remembered, run, runEvent.");
            type.Field("data: JSON!", row => JsonElement.Parse(row.Json), "It; what is left out is not kept.");
        });
        graph.QueryConnection<SubjectRow>(
            "subjectData(\"The person, as callers name them.\" userId: String!): SubjectRow!", PageAsync, "Everything that is kept of a person and eraseSubject would take, kind by kind, each in the order of time. The orchestrator may know a person by another id: ask for that too. Written to the audit log, which does not name them.").Requires("users:export");
        graph.Mutation("eraseSubject(userId: String!, reason: String!): Long!", EraseAsync, "Erases what is kept of a person: conversations, memory of the orchestrator, messages and answers, tool calls, comments. The ledger keeps its figures under a pseudonym. Gives the rows that were deleted or emptied. Runs under way stay until they have ended; call it again then.")
            .Arg("userId", "The person, as callers name them.").Arg("reason", "Why; it stands in the audit log, which names the pseudonym only.").Requires("users:erase");
    }

    private static async ValueTask<GraphConnection<SubjectRow>> PageAsync(GraphPage page, FieldContext context)
    {
        var user = context.Arg<string>("userId");
        SubjectPlace? after = page.After is null ? null : SubjectPlace.Parse(page.After) ?? throw CatalogueEdits.Bad("after", "It is no cursor of this list.");
        if (user.Trim().Length is 0 or > Most)
        {
            throw CatalogueEdits.Bad("userId", $"A person's name has 1 to {Most} characters.");
        }

        var rows = await context.Get<ISubjectReader>().ReadAsync(context.Caller().Tenant, user, after, page.Size + 1, context.Cancelled);
        if (after is null)
        {
            // Once for an export. The log can't be rewritten, so a name in it would outlive the erasure.
            await context.AuditAsync("exportSubject", "user", []);
        }

        return page.Cut(rows, row => row.Place.ToString());
    }

    private static async ValueTask<long> EraseAsync(FieldContext context)
    {
        var (user, reason) = (context.Arg<string>("userId"), context.Arg<string>("reason"));
        if (user.Trim().Length is 0 or > Most || reason.Trim().Length is 0 or > Most)
        {
            throw CatalogueEdits.Bad(reason.Trim().Length is 0 or > Most ? "reason" : "userId", $"A person and a reason have 1 to {Most} characters.");
        }

        var (now, caller) = (context.Get<TimeProvider>().GetUtcNow(), context.Caller());
        var pseudonym = $"erased:{Guid.CreateVersion7(now):N}";
        var act = new AuditAct
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Tenant = caller.Tenant,
            Actor = $"key:{caller.KeyId}",
            Action = "eraseSubject",
            Target = $"user:{pseudonym}",
            Detail = new JsonObject { ["reason"] = reason }.ToJsonString(),
        };
        // What was begun is finished even when whoever asked has left.
        return await context.Get<ISubjectEraser>().EraseAsync(caller.Tenant, user, pseudonym, act, CancellationToken.None);
    }
}
