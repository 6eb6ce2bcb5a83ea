using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Switches;

/// <summary>Refuses what operators stopped, before it is read further, and notes which exchanges run in direct mode.</summary>
internal sealed class SwitchAdmission(ISwitches switches) : IAdmission
{
    /// <inheritdoc />
    public ValueTask<Failure?> AdmitAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        exchange.IsDirect = switches.IsDirect(exchange.Caller.Tenant);
        return new ValueTask<Failure?>(switches.Of(exchange.Caller) is { } kill ? KillWords.Stopped(kill) : null);
    }
}
