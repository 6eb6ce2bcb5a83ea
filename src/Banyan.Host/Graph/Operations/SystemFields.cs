using System.Globalization;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Health;
using Banyan.Host.Telemetry;

namespace Banyan.Host.Graph.Operations;

/// <summary>How the process is.</summary>
internal static class SystemFields
{
    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<SystemStatus>("SystemStatus", "How the process that answers is.", status =>
        {
            status.Field("version: String!", s => s.Version, "The build that runs.");
            status.Field("ready: Boolean!", s => s.IsReady, "Whether it takes new requests; false from the moment it begins to stop.");
            status.Field("catalogVersion: String!", s => s.CatalogVersion, "The configuration in force, counted from the start of the process.");
        });
        graph.Query("systemStatus: SystemStatus!", Read, "How the process that answers is.").Requires("metrics:read");
    }

    private static object Read(FieldContext context) => new SystemStatus(
        BuildVersion.Text, !context.Get<Drain>().IsDraining, context.Get<ICatalog>().Current.Version.ToString(CultureInfo.InvariantCulture));

    private sealed record SystemStatus(string Version, bool IsReady, string CatalogVersion);
}
