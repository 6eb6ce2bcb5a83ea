using System.Text.Json;
using Banyan.Gateway.Callers.Services;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Catalogue;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Keys;

/// <summary>Saying what services may do and who answers for them. Each act is written to the audit log with the change itself.</summary>
internal static class ServiceMutations
{
    private const string Write = "keys:write";

    private static readonly string[] Lists = ["models", "aliases", "features", "tools", "prompts", "intents"];

    private const string InputFields =
        """
        "The service to change; its name says it too." id: ID, "Its name; made when there is none." name: String!, "The revision it must have." expectedRevision: Int, "What it is, in words." description: String, "The team that answers for it, made when there is none; empty for none." team: String,
        "What bounds its keys: {models: [..], aliases: [..], features: [..], tools: [..], prompts: [..], intents: [..], assertUser: true, dataTerms: {noTraining: true, maxRetention: 30d, regions: [..]}}; what is left out is left to the keys, and demanded of no provider." grants: JSON!, "active, or disabled: then its keys are refused." status: String
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("ServiceInput", "What a service shall be.", InputFields, fields => fields);
        graph.Mutation("saveService(input: ServiceInput!): Service!", SaveAsync, "Makes a service or changes one: its grants bound every key of it, on every node within two seconds. One that is disabled is refused like a revoked key.")
            .Arg("input", "What it shall be.").Requires(Write);
        graph.Mutation("saveTeam(id: ID, name: String!): Team!", SaveTeamAsync, "Makes a team, or gives one another name.").Arg("id", "The team; left out for a new one.").Arg("name", "Its name.").Requires(Write);
    }

    private static async ValueTask<ServiceView> SaveAsync(FieldContext context)
    {
        var input = context.Arg<InputFields>("input");
        var order = new ServiceOrder(CatalogueEdits.KeptName(input, "A service keeps its name: keys, budgets and records say it."))
        {
            Description = input.Text("description"),
            Team = input.Text("team"),
            Grants = Grants(input.Json("grants")!.Value),
            IsDisabled = input.Text("status") switch
            {
                null => null,
                "active" => false,
                "disabled" => true,
                _ => throw new CoercionException("status is active or disabled."),
            },
            ExpectedRevision = input.Get<int?>("expectedRevision"),
        };
        if (await context.Get<ServiceDesk>().SaveAsync(context.Caller(), order, context.Cancelled) is { } failure)
        {
            throw new RefusedException(failure);
        }

        return (await ServiceGraph.AllAsync(context)).First(one => one.Record.Name == order.Name);
    }

    private static async ValueTask<TeamRecord> SaveTeamAsync(FieldContext context)
    {
        Guid? id = null;
        if (context.Arg<string?>("id") is { } text)
        {
            id = Guid.TryParse(text, out var parsed) ? parsed : throw GraphActs.NotFound("There is no such team.");
        }

        var (team, failure) = await context.Get<ServiceDesk>().SaveTeamAsync(context.Caller(), id, context.Arg<string>("name"), context.Cancelled);
        return team ?? throw new RefusedException(failure!);
    }

    private static ServiceGrants Grants(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().Any(member => !Lists.Contains(member.Name, StringComparer.Ordinal) && member.Name is not ("assertUser" or "dataTerms")))
        {
            throw new CoercionException($"grants is an object of {string.Join(", ", Lists)}, each a list of words, of assertUser and of dataTerms.");
        }

        bool? assert = !json.TryGetProperty("assertUser", out var flag) || flag.ValueKind == JsonValueKind.Null ? null
            : flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean()
            : throw new CoercionException("grants.assertUser is true or false.");
        return new ServiceGrants(Words(json, "models"), Words(json, "aliases"), Words(json, "features"), Words(json, "tools"), Words(json, "prompts"), Words(json, "intents"), assert)
        {
            DataTerms = DataDemandJson.Read(json.TryGetProperty("dataTerms", out var demand) ? demand : null),
        };
    }

    private static List<string>? Words(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : throw new CoercionException($"grants.{name} is a list of words.");
    }
}
