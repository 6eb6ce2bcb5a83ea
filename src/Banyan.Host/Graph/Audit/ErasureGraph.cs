using System.Text.Json.Nodes;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Catalogue;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Audit;

/// <summary>Erases what is kept of a person.</summary>
internal static class ErasureGraph
{
    private const int Most = 500;

    public static void AddTo(GraphBuilder graph) => graph.Mutation(
        "eraseSubject(userId: String!, reason: String!): Long!",
        EraseAsync,
        "Erases what is kept of a person: conversations, memory of the orchestrator, messages and answers, tool calls, comments. The ledger keeps its figures under a pseudonym. Gives the rows that were deleted or emptied. Runs under way stay until they have ended; call it again then.")
        .Arg("userId", "The person, as callers name them.").Arg("reason", "Why; it stands in the audit log, which names the pseudonym only.").Requires("users:erase");

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
