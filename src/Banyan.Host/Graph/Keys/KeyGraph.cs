using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Keys;

/// <summary>The keys applications and people call with.</summary>
internal static class KeyGraph
{
    private const int MostDays = 3_650;
    private const string Read = "keys:read", Write = "keys:write";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum<Role>(
            "Role",
            "What somebody is trusted with at most; a key's scopes narrow it.",
            (Role.Admin, "May do everything."),
            (Role.Operator, "Runs the service: providers, routing, stages, budgets, limits and switches; makes and publishes prompts."),
            (Role.Auditor, "Reads everything, changes nothing."),
            (Role.Developer, "Asks models, makes and tries prompts, tries tools; publishes where it is granted."),
            (Role.Viewer, "Reads the catalogue, prompts, tools and totals."),
            (Role.Service, "An application: no more and no less than the scopes of its key."));
        graph.Object<KeyRecord>("ApiKey", "A key, without the key itself.", DeclareKey);
        graph.Object<KeyCreation>("IssuedKey", "A key that was just made.", type =>
        {
            type.Field("key: ApiKey!", made => made.Record, "What is kept of it.");
            type.Field("secret: String!", made => made.Key, "The key in the clear: shown this once, kept nowhere.");
        });
        graph.Query("apiKeys(serviceId: ID, endingWithinDays: Int): [ApiKey!]!", KeysAsync, "Keys of the tenant, newest first, revoked and expired ones too.")
            .Arg("serviceId", "Only those of this service.").Arg("endingWithinDays", "Only those in force that end by themselves within so many days.").Requires(Read);
        KeyMutations.AddTo(graph, Write);
    }

    /// <summary>A key's state in one word.</summary>
    public static string StatusOf(KeyRecord key, FieldContext context) =>
        key.IsRevoked ? "revoked" : key.ExpiresAt <= context.Get<TimeProvider>().GetUtcNow() ? "expired" : "active";

    private static void DeclareKey(ObjectBuilder<KeyRecord> type)
    {
        type.Field("id: ID!", key => key.PublicId, "The part of the key that names it.");
        type.Field("name: String!", key => key.Name, "What people call it.");
        type.Field("service: String!", key => key.Service, "The application that uses it.");
        type.Field("prefix: String!", key => key.PublicId, "How the key begins after its kind, to find it in a configuration.");
        type.Field("role: Role!", key => key.Role, "What it is trusted with at most.");
        type.Field("scopes: JSON!", key => GrantsJson.Of(key.Grants), "Operations, models and tools it grants, and the networks it is bound to, before it is bounded by its role and by the key that made it.");
        type.Field("status: String!", (key, context) => StatusOf(key, context), "active, revoked or expired.");
        type.Field("createdAt: DateTime!", key => key.CreatedAt, "When it was made.");
        type.Field("expiresAt: DateTime", key => key.ExpiresAt, "From when on it is refused; null for never.");
        type.Field("rotatedAt: DateTime", key => key.RotatedAt, "When its secret was last replaced; null when it never was.");
        type.Field("oldSecretUntil: DateTime", (key, context) => key.Old is { } old && context.Get<TimeProvider>().GetUtcNow() < old.Until ? old.Until : (DateTimeOffset?)null, "Until when the secret before the present one works; null when none does.");
        type.Field("lastUsedAt: DateTime", key => key.LastUsedAt, "When it was last used, to the minute.");
    }

    private static async ValueTask<IReadOnlyList<KeyRecord>> KeysAsync(FieldContext context)
    {
        var keys = await context.Get<KeyAdmin>().ListAsync(context.Caller().Tenant, context.Cancelled);
        var now = context.Get<TimeProvider>().GetUtcNow();
        return
        [
            .. keys.Where(key => (context.Arg<string?>("serviceId") is not { } service || key.Service == service)
                && (context.Arg<int?>("endingWithinDays") is not { } days || (key.IsInForce(now) && key.ExpiresAt <= now.AddDays(Math.Clamp(days, 0, MostDays))))),
        ];
    }
}
