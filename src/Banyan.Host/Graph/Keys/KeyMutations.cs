using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Wire;

namespace Banyan.Host.Graph.Keys;

/// <summary>Making keys and taking them back. Each act is written to the audit log with the change itself.</summary>
internal static class KeyMutations
{
    private const int UsualGraceSeconds = 86400;

    private static readonly string[] ScopeMembers = ["operations", "models", "tools", "networks"];

    private const string InputFields =
        """
        "The application that will use it, by name; made when there is none." serviceId: ID!, "What people call it." name: String!, "What it is trusted with at most." role: Role! = SERVICE,
        "What it may do within the role: {operations: [..], models: [..], tools: [..], networks: [..]}; the role's usual when left out, from anywhere." scopes: JSON, "From when on it is refused; in a year when left out." expiresAt: DateTime
        """;

    public static void AddTo(GraphBuilder graph, string scope)
    {
        graph.Input("ApiKeyInput", "A key to be made.", InputFields, fields => fields);
        graph.Mutation("createApiKey(input: ApiKeyInput!): IssuedKey!", CreateAsync, "Makes a key, never wider than the one that asks.").Arg("input", "What it shall be.").Requires(scope);
        graph.Mutation("setApiKeyRole(id: ID!, role: Role!): ApiKey!", SetRoleAsync, "Gives a key another role with the scopes usual for it; never one's own, never the last administrator's. On every node within two seconds.")
            .Arg("id", "The key's id.").Arg("role", "Its role from now on.").Requires(scope);
        graph.Mutation("rotateApiKey(id: ID!, graceSeconds: Int = 86400): IssuedKey!", RotateAsync, "Gives a key a new secret, shown this once; the one it had works on for a time. On every node within two seconds. A key that ends is renewed for as long as it was made for.")
            .Arg("id", "The key's id.").Arg("graceSeconds", "How long the old secret works on: up to 30 days; 0 ends every older secret at once, their running streams too.").Requires(scope);
        graph.Mutation("revokeApiKey(id: ID!): ApiKey!", RevokeAsync, "Takes a key back: refused on every node within two seconds, its running streams cut. The last administrator's stays.").Arg("id", "The key's id.").Requires(scope);
    }

    private static async ValueTask<KeyCreation> CreateAsync(FieldContext context)
    {
        var input = context.Arg<Banyan.GraphQL.Types.InputFields>("input");
        var order = new KeyOrder
        {
            Tenant = context.Caller().Tenant,
            Service = input.Text("serviceId")!,
            Name = input.Text("name"),
            Role = input.Get<Role>("role"),
            By = context.Caller(),
        };
        if (input.Has("expiresAt") && input.Get<DateTimeOffset?>("expiresAt") is { } end)
        {
            order = order with { Lifetime = end - context.Get<TimeProvider>().GetUtcNow() };
        }

        var made = await context.Get<KeyAdmin>().CreateAsync(Scoped(order, input.Json("scopes")), context.Cancelled);
        return made.Failure is { } failure ? throw new RefusedException(failure) : made;
    }

    private static async ValueTask<KeyCreation> RotateAsync(FieldContext context)
    {
        var (id, grace) = (context.Arg<string>("id"), context.Arg<int?>("graceSeconds") ?? UsualGraceSeconds);
        var made = await context.Get<KeyRotation>().RotateAsync(context.Caller(), id, TimeSpan.FromSeconds(grace), context.Cancelled);
        return made.Failure is { } failure ? throw new RefusedException(failure) : made;
    }

    private static async ValueTask<KeyRecord> RevokeAsync(FieldContext context)
    {
        var id = context.Arg<string>("id");
        if (await context.Get<KeyAdmin>().RevokeAsync(context.Caller(), id, context.Cancelled) is { } failure)
        {
            throw new RefusedException(failure);
        }

        return await KeptAsync(context, id);
    }

    private static async ValueTask<KeyRecord> SetRoleAsync(FieldContext context)
    {
        var (id, role) = (context.Arg<string>("id"), context.Arg<Role>("role"));
        if (await context.Get<KeyAdmin>().SetRoleAsync(context.Caller(), id, role, context.Cancelled) is { } failure)
        {
            throw new RefusedException(failure);
        }

        return await KeptAsync(context, id);
    }

    private static async ValueTask<KeyRecord> KeptAsync(FieldContext context, string id) =>
        (await context.Get<KeyAdmin>().ListAsync(context.Caller().Tenant, context.Cancelled)).First(key => key.PublicId == id);

    private static KeyOrder Scoped(KeyOrder order, JsonElement? scopes)
    {
        if (scopes is not { } given)
        {
            return order;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            throw new CoercionException("scopes is an object with operations, models, tools and networks, each a list of words.");
        }

        // Whoever writes a bound that is not one must not believe the key is bounded.
        var unknown = given.EnumerateObject().Select(member => member.Name).Where(name => !ScopeMembers.Contains(name, StringComparer.Ordinal)).ToArray();
        if (unknown.Length > 0)
        {
            throw new RefusedException(new Failure(FailureKind.CallerFault, "invalid_request", $"scopes has no {string.Join(", ", unknown.Select(name => $"'{name}'"))}; it has {string.Join(", ", ScopeMembers)}.") { Param = $"input.scopes.{unknown[0]}" });
        }

        return order with
        {
            Operations = Words(given, "operations") ?? order.Operations,
            Models = Words(given, "models") ?? order.Models,
            Tools = Words(given, "tools") ?? order.Tools,
            Networks = Words(given, "networks") ?? order.Networks,
        };
    }

    private static List<string>? Words(JsonElement scopes, string name)
    {
        if (!scopes.TryGetProperty(name, out var list))
        {
            return null;
        }

        return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : throw new CoercionException($"scopes.{name} is a list of words.");
    }
}
