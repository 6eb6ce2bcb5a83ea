using System.Globalization;
using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Limits;

/// <summary>Setting limits and taking them away. Each act is written to the audit log with the change itself.</summary>
internal static class LimitMutations
{
    private const int LongestId = 512;

    private const string InputFields =
        """
        "Who shares it: GLOBAL, PROVIDER, SERVICE, USER, FEATURE or KEY." scope: Scope!, "Which of them, by name; * is each that has none of its own, and of GLOBAL the only one." scopeId: String!,
        "Requests per minute, at least 1; no bound when left out." requestsPerMinute: Int, "Prompt and completion tokens per minute, at least 1; no bound when left out." tokensPerMinute: Long,
        "Requests at once, at least 1; no bound when left out." concurrent: Int, "What becomes of more." mode: LimitMode = ENFORCE
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("RateLimitInput", "A limit to be set. What it leaves out is not bounded.", InputFields, fields => fields);
        graph.Mutation("setRateLimit(input: RateLimitInput!): RateLimit!", SetAsync, "Sets a limit in place of an earlier one and of the configuration's; it holds on every node within a second.")
            .Arg("input", "The limit.").Requires(LimitFields.Write);
        graph.Mutation("removeRateLimit(id: ID!): Boolean!", RemoveAsync, "Takes a limit away that was set, so that the configuration holds again; false when there is none.")
            .Arg("id", "Its id, as service:billing.").Requires(LimitFields.Write);
    }

    private static async ValueTask<LimitView> SetAsync(FieldContext context)
    {
        var rule = Read(context.Arg<InputFields>("input"), context);
        var act = context.Act(
            "setRateLimit",
            $"limit:{LimitWords.Of(rule.Scope)}:{LimitWords.Id(rule.Scope, rule.ScopeId)}",
            new(StringComparer.Ordinal)
            {
                ["requestsPerMinute"] = Text(rule.Bounds.RequestsPerMinute),
                ["tokensPerMinute"] = Text(rule.Bounds.TokensPerMinute),
                ["concurrent"] = Text(rule.Bounds.Concurrent),
                ["mode"] = LimitWords.Of(rule.Mode),
            });
        return await context.Get<LimitAdmin>().SetAsync(rule, act, context.Cancelled);
    }

    private static async ValueTask<bool> RemoveAsync(FieldContext context)
    {
        var id = context.Arg<string>("id");
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || LimitWords.Scope(id[..colon]) is not { } scope)
        {
            throw new CoercionException("The id of a limit is its scope and whom it is for, as service:billing.");
        }

        var act = context.Act("removeRateLimit", $"limit:{id}", new(StringComparer.Ordinal));
        return await context.Get<LimitAdmin>().RemoveAsync(context.Caller().Tenant, scope, id[(colon + 1)..], act, context.Cancelled);
    }

    private static LimitRule Read(InputFields fields, FieldContext context)
    {
        var (word, id) = (fields.Text("scope")!, fields.Text("scopeId")!.Trim());
        if (LimitWords.Scope(word) is not { } scope)
        {
            throw new CoercionException($"Rates are not limited by {word}; use GLOBAL, PROVIDER, SERVICE, USER, FEATURE or KEY.");
        }

        if (id.Length is 0 or > LongestId || (scope == LimitScope.Global && id != BucketKey.Everybody))
        {
            throw new CoercionException(scope == LimitScope.Global ? "scopeId of GLOBAL is *." : $"scopeId names whom the limit is for, in at most {LongestId} characters.");
        }

        var mode = LimitWords.Mode(fields.Text("mode") ?? "ENFORCE")!.Value;
        var bounds = new RateBounds(Bound(fields.Int("requestsPerMinute"), "requestsPerMinute"), Bound(fields.Get<long?>("tokensPerMinute"), "tokensPerMinute"), (int?)Bound(fields.Int("concurrent"), "concurrent"));
        return bounds.IsEmpty && mode != LimitMode.Off
            ? throw new CoercionException("A limit bounds something: give requestsPerMinute, tokensPerMinute or concurrent, or mode OFF.")
            : new LimitRule { Tenant = context.Caller().Tenant, Scope = scope, ScopeId = id, Bounds = bounds, Mode = mode, UpdatedBy = $"key:{context.Caller().KeyId}" };
    }

    private static long? Bound(long? value, string name) => value is < 1 ? throw new CoercionException($"{name} is at least 1; to let nothing through, take the scope from the key.") : value;

    private static string? Text(long? value) => value?.ToString(CultureInfo.InvariantCulture);
}
