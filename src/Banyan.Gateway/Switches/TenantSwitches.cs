using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Switches;

/// <summary>One tenant's switches. Few: they are looked through one by one.</summary>
/// <param name="Kills">Its kill switches.</param>
/// <param name="Direct">Its direct mode; null while it is off.</param>
internal sealed record TenantSwitches(IReadOnlyList<KillSwitch> Kills, DirectMode? Direct)
{
    public KillSwitch? Of(Caller caller, TimeProvider time) => Find(
        time,
        one => one.Scope switch
        {
            SwitchScope.Global => true,
            SwitchScope.Service => one.ScopeId == caller.Service,
            SwitchScope.Feature => one.ScopeId == caller.Feature,
            _ => false,
        });

    public KillSwitch? Of(ModelEntry model, TimeProvider time) => Find(
        time,
        one => one.Scope switch
        {
            SwitchScope.Global => true,
            SwitchScope.Provider => one.ScopeId == model.Provider.Name,
            SwitchScope.Model => one.ScopeId == model.Id,
            _ => false,
        });

    public KillSwitch? OfIntent(string key, TimeProvider time) => Find(time, one => one.Scope == SwitchScope.Global || (one.Scope == SwitchScope.Intent && one.ScopeId == key));

    private KillSwitch? Find(TimeProvider time, Func<KillSwitch, bool> stops)
    {
        for (var i = 0; i < Kills.Count; i++)
        {
            if (stops(Kills[i]) && !(Kills[i].ExpiresAt <= time.GetUtcNow()))
            {
                return Kills[i];
            }
        }

        return null;
    }
}
