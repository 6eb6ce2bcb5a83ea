using Banyan.Gateway.Spine;

namespace Banyan.TestKit;

/// <summary>Nothing is stopped but the intents named.</summary>
public sealed class OpenSwitches : ISwitches
{
    public HashSet<string> Intents { get; } = new(StringComparer.Ordinal);

    public KillSwitch? Of(Caller caller) => null;

    public bool IsAnyThrown(string tenant) => Intents.Count > 0;

    public KillSwitch? Of(string tenant, ModelEntry model) => null;

    public KillSwitch? OfIntent(string tenant, string key) =>
        Intents.Contains(key) ? new KillSwitch(Guid.Empty, tenant, SwitchScope.Intent, key, false, "a test", "key:Ab12Cd34", DateTimeOffset.UnixEpoch, null) : null;

    public bool IsDirect(string tenant) => false;
}
