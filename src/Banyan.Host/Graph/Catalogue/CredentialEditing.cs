using System.Text.Json.Nodes;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Wire;

namespace Banyan.Host.Graph.Catalogue;

/// <summary>Keys of providers: given once and kept encrypted, or referred to where they lie. No field gives a value back.</summary>
internal static class CredentialEditing
{
    // Naming a variable or file of the host has its content sent to the provider: that is the administrator's.
    private const string Refer = "config:write";

    private const string InputFields =
        """
        "Whose key it is." providerId: ID!, "Its name, unique within the provider; one of that name is replaced." name: String!,
        "Where its value lies: env:NAME or file:/path. Asks for the right config:write." secretRef: String, "Its value, kept encrypted and never given back; left out with secretRef: the key keeps its value." secret: String,
        "Its share of the load, relative to the provider's other keys." weight: Int = 1, "Services that own it and are served by it first; shared when left out." services: [String!], "Whether it is used." enabled: Boolean = true
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("CredentialInput", "A key to be kept: its value, or where it lies.", InputFields, fields => fields);
        graph.Mutation("saveCredential(input: CredentialInput!): Credential!", SaveAsync, "Keeps a key of a provider; a given value is encrypted, bound to the provider's host, and sent nowhere else.")
            .Arg("input", "The key.").Requires(CatalogueEdits.Write);
        graph.Mutation("removeCredential(id: ID!): Boolean!", RemoveAsync, "Removes a key the database has, and forgets its value.")
            .Arg("id", "Its id, provider/name.").Requires(CatalogueEdits.Write);
    }

    private static async ValueTask<HeldKey> SaveAsync(FieldContext context)
    {
        var input = context.Arg<InputFields>("input");
        var (provider, name, reference, secret) = (input.Text("providerId")!, input.Text("name")!, input.Text("secretRef"), input.Text("secret"));
        _ = context.Get<ICatalog>().Current.Providers.GetValueOrDefault(provider) ?? throw GraphActs.NotFound($"There is no provider '{provider}'.");
        if (name.Trim().Length is 0 or > 100 || name.Contains('/', StringComparison.Ordinal))
        {
            throw CatalogueEdits.Bad("name", "A key's name has 1 to 100 characters and no slash.");
        }

        Check(context, reference, secret);
        await context.EditAsync(new ConfigEdit(context.Caller(), "saveCredential", "providers", provider)
        {
            Change = before => With(before, Key(input, provider, name, before)),
            Credential = secret is null ? null : new NewCredential(name, new Secret(secret)),
            Forget = reference is null ? null : name,
        });
        var held = CatalogueEdits.InForce(context.Get<ICatalog>().Current.Providers, provider);
        var key = held.Keys.FirstOrDefault(key => key.Name == name);
        return new HeldKey(held, key ?? new ProviderKey(name, new Secret(null), input.Int("weight") ?? 1, input.List<string>("services")) { Reference = reference ?? StoredSecret.ReferenceOf(provider, name) });
    }

    private static void Check(FieldContext context, string? reference, string? secret)
    {
        if (reference is null)
        {
            return;
        }

        if (secret is not null)
        {
            throw CatalogueEdits.Bad("secretRef", "A key is given, or referred to: not both.");
        }

        if (!context.Caller().Grants.May(Refer))
        {
            throw new RefusedException(new Failure(FailureKind.NotAllowed, "not_allowed", $"Referring to a variable or file of the host asks for the right {Refer}. Give the key's value as secret instead.") { Param = "secretRef" });
        }

        var isOwn = reference.StartsWith("env:BANYAN", StringComparison.OrdinalIgnoreCase);
        if (isOwn || !(reference.StartsWith("env:", StringComparison.Ordinal) || reference.StartsWith("file:/", StringComparison.Ordinal)))
        {
            throw CatalogueEdits.Bad("secretRef", isOwn ? "Banyan's own variables are no keys of a provider." : "Say where the value lies, as env:NAME or file:/path.");
        }
    }

    private static async ValueTask<bool> RemoveAsync(FieldContext context)
    {
        var id = context.Arg<string>("id");
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        var (provider, name) = slash < 0 ? ("", "") : (id[..slash], id[(slash + 1)..]);
        if (slash < 1 || context.Get<IConfigDesk>().Find("providers", provider) is not { } kept || Find(JsonNode.Parse(kept.Value)!.AsObject(), name) is null)
        {
            throw GraphActs.NotFound("The database has no such key. Those of the file are changed there.");
        }

        await context.EditAsync(new ConfigEdit(context.Caller(), "removeCredential", "providers", provider) { Change = before => Without(before, name), Forget = name });
        return true;
    }

    private static JsonObject Key(InputFields input, string provider, string name, JsonObject before)
    {
        var (reference, secret) = (input.Text("secretRef"), input.Text("secret"));
        var known = Find(before, name)?["ref"]?.GetValue<string>();
        var key = new JsonObject
        {
            ["name"] = name,
            ["ref"] = reference ?? (secret is not null ? StoredSecret.ReferenceOf(provider, name) : known ?? throw CatalogueEdits.Bad("secret", "Give the key's value, or say where it lies.")),
            ["weight"] = input.Int("weight") ?? 1,
        };
        key.Put("services", CatalogueEdits.Texts(input.List<string>("services")));
        if (input.Bool("enabled") == false)
        {
            key["enabled"] = false;
        }

        return key;
    }

    private static JsonObject? Find(JsonObject entry, string name) => (entry["keys"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(key => key["name"]?.GetValue<string>() == name);

    private static JsonObject With(JsonObject entry, JsonObject key)
    {
        var keys = (entry["keys"] as JsonArray)?.Select(other => other!.DeepClone()).Where(other => other["name"]!.GetValue<string>() != key["name"]!.GetValue<string>()).ToList() ?? [];
        var changed = entry.DeepClone().AsObject();
        changed["keys"] = new JsonArray([.. keys, key]);
        return changed;
    }

    /// <summary>The entry without the key; nothing when it held only that.</summary>
    private static JsonObject? Without(JsonObject entry, string name)
    {
        var keys = (entry["keys"] as JsonArray)?.Select(other => other!.DeepClone()).Where(other => other["name"]!.GetValue<string>() != name).ToArray() ?? [];
        var changed = entry.DeepClone().AsObject();
        changed.Put("keys", keys.Length == 0 ? null : new JsonArray(keys));
        return changed.Count == 0 ? null : changed;
    }
}
