using System.Globalization;
using Banyan.Gateway.Limits;
using Banyan.Gateway.Nodes;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Switches;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Host.Health;
using Banyan.Host.Telemetry;
using Banyan.Storage;

namespace Banyan.Host.Graph.Operations;

/// <summary>How the service is: the process that answers, and all that share its database.</summary>
internal static class SystemFields
{
    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<NodeStatus>("NodeStatus", "A process of the service.", DeclareNode);
        graph.Object<SystemStatus>("SystemStatus", "How the process that answers is.", status =>
        {
            status.Field("version: String!", s => s.Version, "The build that runs.");
            status.Field("ready: Boolean!", s => s.IsReady, "Whether it takes new requests; false from the moment it begins to stop.");
            status.Field("catalogVersion: String!", s => s.CatalogVersion, "The configuration in force, counted from the start of the process.");
            status.Field("directMode: Boolean!", (_, context) => context.Get<IKillSwitches>().Direct(context.Caller().Tenant) is not null, "Whether the tenant is in emergency direct mode.");
            status.Field("database: String!", (_, context) => context.Get<StorageStatus>().IsReady ? "up" : "down", "Whether the database is there with this release's tables: up or down.");
            status.Field("redis: String", (_, context) => context.Get<LimitUse>().Stores.Where(static store => store.Name == "Redis").Select(static store => store.IsUp ? "up" : "down").FirstOrDefault(), "Whether Redis answers: up or down; null where none is used.");
            status.Field("spoolRows: Long!", (_, context) => context.Get<IUsageSpool>().Pending, "Rows of the ledger that wait on this node's disk for the database.");
            status.Field("nodes: [NodeStatus!]!", async (_, context) => await context.Get<INodes>().ListAsync(context.Cancelled), "Processes on the same database that were seen in the last half minute, by name.");
        });
        graph.Query("systemStatus: SystemStatus!", Read, "How the process that answers is.").Requires("metrics:read");
    }

    private static void DeclareNode(ObjectBuilder<NodeStatus> type)
    {
        type.Field("name: String!", node => node.Name, "Machine and process.");
        type.Field("startedAt: DateTime!", node => node.StartedAt, "When it began.");
        type.Field("requestsPerSecond: Float!", node => node.RequestsPerSecond, "Asks of models that began in the last five seconds, by second.");
        type.Field("activeStreams: Int!", node => node.Active, "Answers under way, streamed or whole.");
        type.Field("catalogVersion: String!", node => node.CatalogVersion.ToString(CultureInfo.InvariantCulture), "The configuration in force there, counted from its start.");
        type.Field("lastSeenAt: DateTime!", node => node.LastSeenAt, "When it last said so.");
    }

    private static object Read(FieldContext context) => new SystemStatus(
        BuildVersion.Text, !context.Get<Drain>().IsDraining, context.Get<ICatalog>().Current.Version.ToString(CultureInfo.InvariantCulture));

    private sealed record SystemStatus(string Version, bool IsReady, string CatalogVersion);
}
