using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Host.Graph.Keys;

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
            caller.Field("role: Role!", c => c.Role, "What the key is trusted with at most.");
            caller.Field("grants: JSON!", c => GrantsJson.Of(c.Grants), "What the key may do, within its role and the key that made it: operations, models and tools, with * as wildcard.");
        });
        graph.Query("me: Caller!", static c => c.Caller(), "The caller itself.");
    }
}
