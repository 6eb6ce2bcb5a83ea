using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Me;

/// <summary>Who the caller is.</summary>
internal static class MeFields
{
    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<Caller>("Caller", "Who asks, as its key says.", caller =>
        {
            caller.Field("tenant: String!", c => c.Tenant, "Whose money and data.");
            caller.Field("service: String", c => c.Service, "The calling application.");
            caller.Field("grants: JSON!", Grants, "What the key may do: operations and models, with * as wildcard.");
        });
        graph.Query("me: Caller!", static c => c.Caller(), "The caller itself.");
    }

    private static object Grants(Caller caller) => JsonSerializer.SerializeToElement(
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["operations"] = caller.Grants.Operations, ["models"] = caller.Grants.Models },
        GrantsJson.Default.DictionaryStringIReadOnlyListString);
}
