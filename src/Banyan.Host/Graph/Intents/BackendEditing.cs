using System.Text.Json.Nodes;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Catalogue;
using Banyan.Host.Graph.Door;
using Banyan.Intents;
using Banyan.Wire;

namespace Banyan.Host.Graph.Intents;

/// <summary>Backends kept in the database, laid over those of the file.</summary>
internal static class BackendEditing
{
    private const string Section = "intents.backends";
    private const string InputFields =
        """
        "The backend to change; its name says it too." id: ID, "The revision that was read; 0 for one the database must not have yet; left out: change it whatever it is." expectedRevision: Int,
        "Its name: routes, journals and the board tell backends apart by it." name: String!, "Which world it belongs to." generation: Generation!,
        "Where it is; nothing else is called for it. What the file says of its secret goes to no other host." baseUrl: String!,
        "Whether what it says of itself is granted without an operator: full or proposed." trust: String = "proposed",
        "Where its OpenAPI document is: a path at the backend, or the whole address there; as it was when left out, /openapi/v1.json when null." openapiUrl: String
        """;

    private static readonly TimeSpan MostDialing = TimeSpan.FromSeconds(3);

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("BackendInput", "A backend to be kept.", InputFields, fields => fields);
        graph.Mutation("saveBackend(input: BackendInput!): Backend!", SaveAsync, "Keeps a backend in the database, over the file's of that name, and asks it at once what it can do. What the file alone can say of it (overlay, mcp, import, auth, rates, health) stays as it is. In force on every node within two seconds, refused when the whole configuration would not be good or its host may not be reached.")
            .Arg("input", "The backend.").Requires(CatalogueEdits.Write);
        graph.Mutation("removeBackend(id: ID!): Boolean!", context => context.RemoveAsync("removeBackend", Section, context.Arg<string>("id")), "Removes what the database holds of a backend; what the file says of it holds again. Intents only it can do are gone.")
            .Arg("id", "Its name.").Requires(CatalogueEdits.Write);
    }

    /// <summary>What the database holds of a backend; null when it holds nothing.</summary>
    public static ConfigEntry? Kept(OperatorBackend backend, FieldContext context) => context.Get<IConfigDesk>().Find(Section, backend.Name);

    private static async ValueTask<OperatorBackend> SaveAsync(FieldContext context)
    {
        var input = context.Arg<InputFields>("input");
        var name = CatalogueEdits.KeptName(input, "A backend keeps its name: routes and journals say it. Save another one and remove this.");

        if (context.Caller().Tenant != ServiceEvent.Installation)
        {
            throw GraphActs.NotFound("There is nothing here: the configuration is changed in the installation's own tenant.");
        }

        // What is no address at all is told with the whole configuration, by its path.
        if (Uri.TryCreate(input.Text("baseUrl"), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0)
        {
            await GuardAsync(address, context);
        }

        var document = Document(input.Text("openapiUrl"), address);
        await context.EditAsync(new ConfigEdit(context.Caller(), "saveBackend", Section, name) { ExpectedRevision = input.Int("expectedRevision"), Change = before => Entry(input, document, before) });
        return await context.Get<OperatorViews>().AskedAsync(name, context.Cancelled) ?? throw new StoreAwayException("It is saved; this node could not put it in force yet.");
    }

    private static JsonObject Entry(InputFields input, string? document, JsonObject before)
    {
        var entry = before.DeepClone().AsObject();
        entry["baseUrl"] = input.Text("baseUrl");
        entry["generation"] = input.Text("generation")!.ToLowerInvariant();
        entry["trust"] = input.Text("trust") ?? "proposed";
        if (input.Has("openapiUrl"))
        {
            entry.Put("openapi", document);
        }

        return entry;
    }

    /// <summary>Dials once, as every call to it will: a host that may never be reached is refused; one that is away is not.</summary>
    private static async ValueTask GuardAsync(Uri address, FieldContext context)
    {
        using var late = new CancellationTokenSource(MostDialing, context.Get<TimeProvider>());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.Cancelled, late.Token);
        try
        {
            await using var dialled = await context.Get<IEgress>().ConnectConfiguredAsync(address.IdnHost, address.Port, mayBePrivate: true, patience.Token);
        }
        catch (AddressRefusedException refused) when (refused.IsForbidden)
        {
            var why = $"The address can't be used: {refused.Message}.";
            throw new RefusedException(new Failure(FailureKind.CallerFault, "invalid_request", why) { Param = "baseUrl" }) { Violations = [("input.baseUrl", why)] };
        }
        catch (AddressRefusedException)
        {
            // Nobody is there yet: discovery asks again, and tells it as a problem of the backend.
        }
        catch (OperationCanceledException) when (!context.Cancelled.IsCancellationRequested)
        {
            // The same.
        }
    }

    /// <summary>The document's path at the backend; null for the usual one.</summary>
    private static string? Document(string? given, Uri? address)
    {
        if (given is null || (given.StartsWith('/') && !given.StartsWith("//", StringComparison.Ordinal)))
        {
            return given;
        }

        return address is not null && Uri.TryCreate(given, UriKind.Absolute, out var whole) && whole.GetLeftPart(UriPartial.Authority) == address.GetLeftPart(UriPartial.Authority)
            ? whole.PathAndQuery
            : throw CatalogueEdits.Bad("openapiUrl", "It is a path at the backend, or an address on the backend's own host. A file of yours is named in the configuration's file.");
    }
}
