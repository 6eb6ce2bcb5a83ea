using Banyan.Wire.Json;

namespace Banyan.Wire.Hub;

/// <summary>Which tools may or must be called.</summary>
/// <param name="Mode">How free the model is.</param>
/// <param name="Names">The tools meant by <see cref="HubToolMode.Named"/> (one) or allowed under the other modes (empty: all).</param>
public sealed record HubToolChoice(HubToolMode Mode, IReadOnlyList<JsonText> Names);

/// <summary>How free the model is in calling tools.</summary>
public enum HubToolMode : byte
{
    /// <summary>The model decides.</summary>
    Auto,

    /// <summary>No calls.</summary>
    None,

    /// <summary>At least one call of any tool.</summary>
    Required,

    /// <summary>This one tool.</summary>
    Named,
}
