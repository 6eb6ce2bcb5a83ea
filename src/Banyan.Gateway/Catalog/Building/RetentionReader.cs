using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Reads how long rows are kept.</summary>
internal static class RetentionReader
{
    public static Retention Read(Section retention) => new() { Completions = retention.Duration("completions"), Deliveries = retention.Duration("deliveries") };
}
