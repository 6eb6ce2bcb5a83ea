using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>A tool the model may call.</summary>
/// <param name="At">Pointer to the tool in the caller's body.</param>
public sealed record HubTool(string At)
{
    /// <summary>The tool's name; of a built-in tool its type word.</summary>
    public required JsonText Name { get; init; }

    /// <summary>What it does; null when not told.</summary>
    public JsonText? Description { get; init; }

    /// <summary>JSON Schema of the arguments; null when it takes none.</summary>
    public JsonRaw? Parameters { get; init; }

    /// <summary>Whether arguments must fit the schema exactly; null when not told.</summary>
    public bool? Strict { get; init; }

    /// <summary>The cache marker on it; null when there is none.</summary>
    public HubCacheMarker? Cache { get; init; }

    /// <summary>Whether this is a provider-side or free-text tool that no other dialect has: refused, or dropped when it can't be reached.</summary>
    public bool IsForeign { get; init; }
}
