using System.Text.Json;

namespace Banyan.Gateway.Spine;

/// <summary>A routing rule as it is written: what an ask must be like, and where it then goes.</summary>
public sealed record RoutingRule
{
    /// <summary>Its name, unique.</summary>
    public required string Name { get; init; }

    /// <summary>Higher ones first; equals by age. <value>Default 0.</value></summary>
    public int Priority { get; init; }

    /// <summary>Conditions, as <c>{"all": [{"promptCategory": {"eq": "code"}}]}</c>; null for always.</summary>
    public JsonElement? When { get; init; }

    /// <summary>The model or alias it chooses.</summary>
    public required string Target { get; init; }

    /// <summary>Models or aliases tried after it; empty for those of the target, or the configured chain.</summary>
    public IReadOnlyList<string> Fallbacks { get; init; } = [];

    /// <summary>Whether it is evaluated. <value>Default true.</value></summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether it is only recorded, never obeyed.</summary>
    public bool IsShadow { get; init; }

    /// <summary>For people.</summary>
    public string? Description { get; init; }
}
