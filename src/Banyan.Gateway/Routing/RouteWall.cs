using Banyan.Gateway.Routing.Choosing;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing;

/// <summary>Who may answer an ask at all: not switched off, granted where the caller named it itself, and able to.</summary>
internal sealed class RouteWall(ISwitches switches)
{
    /// <summary>The wall as one ask meets it.</summary>
    public AskWall For(Exchange exchange) => new(exchange, switches);

    /// <summary>The switch that stops a target; null when none does.</summary>
    public KillSwitch? Killed(Exchange exchange, RouteTarget target) => switches.Of(exchange.Caller.Tenant, target.Model);

    /// <summary>Whether a key may use a model by its own name.</summary>
    public static bool IsGranted(Grants grants, RouteTarget target) => grants.MayUse(target.Id) || grants.MayUse(target.Model.Name);
}
