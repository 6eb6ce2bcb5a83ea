using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Switches;

/// <summary>One tenant's switches. Few: they are looked through one by one.</summary>
/// <param name="Kills">Its kill switches, in any order.</param>
/// <param name="Direct">Its direct mode; null while it is off.</param>
internal sealed record TenantSwitches(IReadOnlyList<KillSwitch> Kills, DirectMode? Direct)
{
    /// <summary>Its kill switches. Those that end answers under way come first: whatever else stops the same, they are found.</summary>
    public IReadOnlyList<KillSwitch> Kills { get; } = [.. Kills.OrderByDescending(one => one.CutsStreams)];

    public KillSwitch? Of(Caller caller, TimeProvider time) => Find(
        time,
        caller,
        static (one, caller) => one.Scope switch
        {
            SwitchScope.Global => true,
            SwitchScope.Service => IsSame(one.ScopeId, caller.Service),
            SwitchScope.Feature => IsSame(one.ScopeId, caller.Feature),
            _ => false,
        });

    public KillSwitch? Of(ModelEntry model, TimeProvider time) => Find(
        time,
        model,
        static (one, model) => one.Scope switch
        {
            SwitchScope.Global => true,
            SwitchScope.Provider => IsSame(one.ScopeId, model.Provider.Name),
            SwitchScope.Model => IsSame(one.ScopeId, model.Id),
            _ => false,
        });

    public KillSwitch? OfIntent(string key, TimeProvider time) => Find(time, key, static (one, key) => one.Scope == SwitchScope.Global || (one.Scope == SwitchScope.Intent && IsSame(one.ScopeId, key)));

    /// <summary>Whether two names are the same to switches: without case, as rate limits compare them, so that writing a name otherwise wins nothing.</summary>
    public static bool IsSame(string thrown, string? asked) => asked is not null && string.Equals(thrown.ToLowerInvariant(), asked.ToLowerInvariant(), StringComparison.Ordinal);

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
