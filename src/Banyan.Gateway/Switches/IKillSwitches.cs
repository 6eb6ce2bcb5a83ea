using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Switches;

/// <summary>Where operators stop things and let them go on. Changes are in force on every node within a second, outlast restarts, and are written to the audit log with who made them.</summary>
public interface IKillSwitches
{
    /// <summary>A tenant's switches that are in force, newest first.</summary>
    IReadOnlyList<KillSwitch> List(string tenant);

    /// <summary>The direct mode of a tenant, its own or the configuration's; null while it is off.</summary>
    DirectMode? Direct(string tenant);

    /// <summary>Throws a switch. Names are found without case; a model by its bare name where only one provider has it.</summary>
    /// <returns>The switch; or why it could not be thrown: a provider or model must be one the configuration has.</returns>
    Task<(KillSwitch? Thrown, Failure? Failure)> SetAsync(
        Caller by, SwitchScope scope, string scopeId, bool cutsStreams, string reason, DateTimeOffset? expiresAt, CancellationToken cancellationToken);

    /// <summary>Takes a switch back.</summary>
    /// <returns>Why it could not be.</returns>
    Task<Failure?> ClearAsync(Caller by, Guid id, CancellationToken cancellationToken);

    /// <summary>Switches direct mode on or off.</summary>
    /// <returns>Why it could not be: <c>conflict</c> where it is to be off and the configuration has it on.</returns>
    Task<Failure?> SetDirectAsync(Caller by, bool isOn, string reason, DateTimeOffset? expiresAt, CancellationToken cancellationToken);
}
