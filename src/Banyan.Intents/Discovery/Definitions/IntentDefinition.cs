using Banyan.Intents.Discovery.Documents;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Definitions;

/// <summary>One backend's word on one intent.</summary>
internal sealed record IntentDefinition
{
    /// <summary>What was described, for keeping.</summary>
    public required OperationShape Shape { get; init; }

    /// <summary>The intent as this backend alone would have it; its two sides are not set.</summary>
    public required Intent Intent { get; init; }

    /// <summary>How the backend does it.</summary>
    public required IntentOperation Operation { get; init; }

    /// <summary>Operations of other backends it says it replaces.</summary>
    public IReadOnlyList<Replacement> Replaces { get; init; } = [];

    /// <summary>Names its map or its own words speak of: these it promises. Other fields of a mapped backend are the backend's own business. Null when it promises all it has.</summary>
    public IReadOnlySet<string>? Promised { get; init; }

    /// <summary>The backend.</summary>
    public Backend Backend => Operation.Backend;

    /// <summary>How operators and proposals name it, as <c>monolith:order_cancel</c>.</summary>
    public string Name => $"{Backend.Name}:{Operation.OperationId}";
}
