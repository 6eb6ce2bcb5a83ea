using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Switches;

/// <summary>Everything that is thrown.</summary>
/// <param name="Kills">The kill switches, those that ran out too.</param>
/// <param name="Direct">Tenants in direct mode.</param>
public sealed record StoredSwitches(IReadOnlyList<KillSwitch> Kills, IReadOnlyList<DirectMode> Direct)
{
    /// <summary>Nothing thrown.</summary>
    public static StoredSwitches None { get; } = new([], []);
}
