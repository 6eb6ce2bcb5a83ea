using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Limits;

/// <summary>Rate limits as they hold, with what is left of them.</summary>
internal static class LimitGraph
{
    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<LimitView>("RateLimit", "A bound on requests, tokens or requests at once, shared by whom it names.", Declare);
        graph.Query("rateLimits(scope: Scope, scopeId: String): [RateLimit!]!", ListAsync, "Limits of the tenant: those that were set, and those of the configuration where none was. By scope and id.")
            .Arg("scope", "Only those of this scope.").Arg("scopeId", "Only those of this id.").Requires(LimitFields.Read);
    }

    /// <summary>The limits that hold for a service.</summary>
    public static async ValueTask<IReadOnlyList<LimitView>> OfServiceAsync(string service, FieldContext context) =>
        await context.Get<LimitAdmin>().InForceAsync(context.Caller().Tenant, [(LimitScope.Service, service)], context.Cancelled);

    /// <summary>The limits that hold for whoever asks.</summary>
    public static async ValueTask<IReadOnlyList<LimitView>> OfCallerAsync(Caller caller, FieldContext context)
    {
        List<(LimitScope Scope, string Id)> whom = [(LimitScope.Global, BucketKey.Everybody), (LimitScope.Service, caller.Service)];
        if (caller.User is { } user)
        {
            whom.Add((LimitScope.User, user));
        }

        whom.Add((LimitScope.Key, caller.KeyId));
        return await context.Get<LimitAdmin>().InForceAsync(caller.Tenant, whom, context.Cancelled);
    }

    private static void Declare(ObjectBuilder<LimitView> type)
    {
        type.Field("id: ID!", one => one.Id, "Its identity within the tenant, as service:billing.");
        type.Field("scope: Scope!", one => LimitWords.Of(one.Scope).ToUpperInvariant(), "Who shares it.");
        type.Field("scopeId: String!", one => one.ScopeId, "Which of them, by name; * is each that has none of its own, or everybody.");
        type.Field("requestsPerMinute: Int", one => (int?)one.Bounds.RequestsPerMinute, "Requests per minute; null for no bound.");
        type.Field("tokensPerMinute: Long", one => one.Bounds.TokensPerMinute, "Prompt and completion tokens per minute; null for no bound.");
        type.Field("concurrent: Int", one => one.Bounds.Concurrent, "Requests at once; null for no bound.");
        type.Field("mode: LimitMode!", one => LimitWords.Of(one.Mode).ToUpperInvariant(), "What becomes of more.");
        type.Field("remainingRequests: Int", one => (int?)one.Requests?.Remaining, "Requests left now; null where there is no bound, or for a limit of each.");
        type.Field("remainingTokens: Long", one => one.Tokens?.Remaining, "Tokens left now; null where there is no bound, or for a limit of each.");
        type.Field("resetsAt: DateTime", ResetsAt, "When all of it is there again if nothing is used meanwhile; null when all of it is there.");
    }

    private static object? ResetsAt(LimitView view, FieldContext context)
    {
        var (requests, tokens) = (view.Requests?.Reset ?? TimeSpan.Zero, view.Tokens?.Reset ?? TimeSpan.Zero);
        var longest = requests > tokens ? requests : tokens;
        return longest > TimeSpan.Zero ? context.Get<TimeProvider>().GetUtcNow() + longest : null;
    }

    private static async ValueTask<IReadOnlyList<LimitView>> ListAsync(FieldContext context)
    {
        var all = await context.Get<LimitAdmin>().ListAsync(context.Caller().Tenant, context.Cancelled);
        var (scope, id) = (context.Arg<string?>("scope"), context.Arg<string?>("scopeId"));
        return
        [
            .. all.Where(one => (scope is null || LimitWords.Scope(scope) == one.Scope) && (id is null || LimitWords.Id(one.Scope, id) == one.ScopeId)),
        ];
    }
}
