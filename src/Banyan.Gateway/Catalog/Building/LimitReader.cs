using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Reads rate limits.</summary>
internal static class LimitReader
{
    public static LimitPolicy Read(Section section) => new()
    {
        IsEnabled = section.Flag("enabled"),
        IsShadow = section.Word("mode") == "shadow",
        Global = Bounds(section.Sub("global")),
        PerService = Bounds(section.Sub("perService")),
        PerUser = Bounds(section.Sub("perUser")),
        PerFeature = Bounds(section.Sub("perFeature")),
        PerKey = Bounds(section.Sub("perKey")),
    };

    public static RateBounds Bounds(Section section)
    {
        var bounds = new RateBounds(section.WholeOrNull("requestsPerMinute"), section.WholeOrNull("tokensPerMinute"), section.WholeOrNull("concurrent"));
        return bounds.IsEmpty ? RateBounds.None : bounds;
    }
}
