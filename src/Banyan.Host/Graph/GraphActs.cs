using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Doors.Intents;
using Banyan.Host.Graph.Door;
using Banyan.Intents.Spine;
using Banyan.Wire;

namespace Banyan.Host.Graph;

/// <summary>What resolvers of several parts do alike: find the person, say that there is nothing, write down what was done.</summary>
internal static class GraphActs
{
    /// <summary>The person the request is made for: the one it names in <c>x-banyan-user</c>, or the key itself.</summary>
    /// <exception cref="RefusedException">The key may not name people, or named nobody that is known.</exception>
    public static Subject Subject(this FieldContext context)
    {
        var http = context.Get<IHttpContextAccessor>().HttpContext ?? throw new InvalidOperationException("A person is found within a request.");
        var (subject, refused) = context.Get<SubjectSource>().Of(http, context.Caller());
        return subject ?? throw new RefusedException(refused!);
    }

    /// <summary>Nothing of that name, or another tenant's or person's: both read the same.</summary>
    public static RefusedException NotFound(string message) => new(new Failure(FailureKind.CallerFault, "not_found", message));

    /// <summary>An administrative act, to be written with the change it tells of.</summary>
    /// <param name="context">Of the mutation that does it.</param>
    /// <param name="action">What, as <c>setRateLimit</c>.</param>
    /// <param name="target">On what, as <c>limit:service:billing</c>.</param>
    /// <param name="detail">What else; never a secret.</param>
    public static AuditAct Act(this FieldContext context, string action, string target, Dictionary<string, string?> detail)
    {
        var (now, caller) = (context.Get<TimeProvider>().GetUtcNow(), context.Caller());
        var act = new AuditAct { Id = Guid.CreateVersion7(now), At = now, Tenant = caller.Tenant, Actor = $"key:{caller.KeyId}", Action = action, Target = target };
        return detail.Count == 0 ? act : act with { Detail = JsonSerializer.Serialize(detail, GraphJson.Default.DictionaryStringString) };
    }

    /// <summary>Writes an administrative act to the audit log, after what it tells of.</summary>
    /// <param name="context">Of the mutation that did it.</param>
    /// <param name="action">What, as <c>testTool</c>.</param>
    /// <param name="target">On what, as <c>tool:find_order</c>.</param>
    /// <param name="detail">What else; never a secret.</param>
    public static async ValueTask AuditAsync(this FieldContext context, string action, string target, Dictionary<string, string?> detail) =>
        // What was done is written down even when whoever asked has left.
        await context.Get<IAuditLog>().AddAsync(context.Act(action, target, detail), CancellationToken.None);
}
