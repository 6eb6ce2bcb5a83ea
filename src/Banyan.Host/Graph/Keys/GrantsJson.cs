using Banyan.Gateway.Spine;

namespace Banyan.Host.Graph.Keys;

/// <summary>Grants as values of the schema: of a key as it is kept, and of a caller as it is bounded.</summary>
internal static class GrantsJson
{
    public static Dictionary<string, object?> Of(Grants grants) =>
        new(StringComparer.Ordinal) { ["operations"] = grants.Operations, ["models"] = grants.Models, ["tools"] = grants.Tools };
}
