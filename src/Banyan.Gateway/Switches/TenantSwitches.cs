using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Switches;

/// <summary>One tenant's switches. Few: they are looked through one by one.</summary>
/// <param name="Kills">Its kill switches.</param>
/// <param name="Direct">Its direct mode; null while it is off.</param>
internal sealed record TenantSwitches(IReadOnlyList<KillSwitch> Kills, DirectMode? Direct)
{
    public KillSwitch? Of(Caller caller, TimeProvider time) => Find(
        time,
        caller,
        static (one, caller) => one.Scope switch
        {
            SwitchScope.Global => true,
            SwitchScope.Service => one.ScopeId == caller.Service,
            SwitchScope.Feature => one.ScopeId == caller.Feature,
            _ => false,
        });

    public KillSwitch? Of(ModelEntry model, TimeProvider time) => Find(
        time,
        model,
        static (one, model) => one.Scope switch
        {
            SwitchScope.Global => true,
            SwitchScope.Provider => one.ScopeId == model.Provider.Name,
            SwitchScope.Model => one.ScopeId == model.Id,
            _ => false,
        });

    public KillSwitch? OfIntent(string key, TimeProvider time) => Find(time, key, static (one, key) => one.Scope == SwitchScope.Global || (one.Scope == SwitchScope.Intent && one.ScopeId == key));

    private KillSwitch? Find<T>(TimeProvider time, T asked, Func<KillSwitch, T, bool> stops)
    {
        for (var i = 0; i < Kills.Count; i++)
        {
            if (stops(Kills[i], asked) && !(Kills[i].ExpiresAt <= time.GetUtcNow()))
            {
                return Kills[i];
            }
        }

        return null;
    }
}
