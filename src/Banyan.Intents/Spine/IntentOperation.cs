namespace Banyan.Intents.Spine;

/// <summary>How one backend does an intent.</summary>
internal sealed record IntentOperation
{
    /// <summary>Who does it.</summary>
    public required Backend Backend { get; init; }

    /// <summary>The operation's own name at the backend: an operationId, or the name of an MCP tool.</summary>
    public required string OperationId { get; init; }

    /// <summary>The HTTP method, upper case; empty for an MCP tool.</summary>
    public required string Method { get; init; }

    /// <summary>The path with places as <c>/orders/{orderId}/cancel</c>; the endpoint's path for an MCP tool.</summary>
    public required string Path { get; init; }

    /// <summary>Where each of the backend's parameters goes.</summary>
    public required IReadOnlyList<OperationParameter> Parameters { get; init; }

    /// <summary>From the intent's names and values to the backend's and back.</summary>
    public Mapping.FieldMap Map { get; init; } = Mapping.FieldMap.None;

    /// <summary>Whether it accepts every exposed parameter and yields every field of the published result.</summary>
    public bool IsCompatible { get; init; } = true;

    /// <summary>Parameters it does not accept and fields it does not yield.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Whether it honours Idempotency-Key.</summary>
    public bool HonoursKeys { get; init; }
}
