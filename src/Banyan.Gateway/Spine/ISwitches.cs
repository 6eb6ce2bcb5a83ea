namespace Banyan.Gateway.Spine;

/// <summary>What operators stopped, as it stands on this node: within a second of what they did on any.</summary>
public interface ISwitches
{
    /// <summary>The switch that stops a caller's asks, whatever model they name; null when none does.</summary>
    KillSwitch? Of(Caller caller);

    /// <summary>Whether a tenant stopped anything at all: where it did not, no model need be looked up.</summary>
    bool IsAnyThrown(string tenant);

    /// <summary>The switch that stops a model for a tenant, by its own name or its provider's; null when none does.</summary>
    KillSwitch? Of(string tenant, ModelEntry model);

    /// <summary>The switch that stops an intent for a tenant, by its own key or everything; null when none does.</summary>
    KillSwitch? OfIntent(string tenant, string key);

    /// <summary>Whether the tenant is in emergency direct mode: the named model answers, without cache, budgets or limits.</summary>
    bool IsDirect(string tenant);
}
