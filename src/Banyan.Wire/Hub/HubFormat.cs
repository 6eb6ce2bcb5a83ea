using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>The form an answer must have.</summary>
/// <param name="Kind">Text, any object, or an object of a schema.</param>
public sealed record HubFormat(HubFormatKind Kind)
{
    /// <summary>The schema's name; null when not told.</summary>
    public JsonText? Name { get; init; }

    /// <summary>What the schema is for; null when not told.</summary>
    public JsonText? Description { get; init; }

    /// <summary>The JSON Schema; set exactly when the kind is <see cref="HubFormatKind.Schema"/>.</summary>
    public JsonRaw? Schema { get; init; }

    /// <summary>Whether the schema must be followed exactly; null when not told.</summary>
    public bool? Strict { get; init; }
}

/// <summary>Forms an answer can be bound to.</summary>
public enum HubFormatKind : byte
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>Any JSON object.</summary>
    Object,

    /// <summary>JSON that fits a schema.</summary>
    Schema,
}
