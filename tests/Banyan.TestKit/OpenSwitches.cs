using Banyan.Gateway.Spine;

namespace Banyan.TestKit;

/// <summary>Nothing is stopped but the intents and features named.</summary>
public sealed class OpenSwitches : ISwitches
{
    public HashSet<string> Intents { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Features { get; } = new(StringComparer.Ordinal);

    public KillSwitch? Of(Caller caller) => caller.Feature is { } feature && Features.Contains(feature) ? Thrown(caller.Tenant, SwitchScope.Feature, feature) : null;

    public bool IsAnyThrown(string tenant) => Intents.Count + Features.Count > 0;

    public KillSwitch? Of(string tenant, ModelEntry model) => null;

    public KillSwitch? OfIntent(string tenant, string key) => Intents.Contains(key) ? Thrown(tenant, SwitchScope.Intent, key) : null;

    public bool IsDirect(string tenant) => false;

    private static KillSwitch Thrown(string tenant, SwitchScope scope, string id) => new(Guid.Empty, tenant, scope, id, false, "a test", "key:Ab12Cd34", DateTimeOffset.UnixEpoch, null);
}
