using Banyan.Gateway.Routing.Choosing;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing;

/// <summary>Who may answer an ask at all: not switched off, granted where the caller named it itself, and able to; and who should be asked last.</summary>
internal sealed class RouteWall(ISwitches switches, IProviderRoom room)
{
    /// <summary>The switch that stops a target; null when none does.</summary>
    public KillSwitch? Killed(Exchange exchange, RouteTarget target) => switches.Of(exchange.Caller.Tenant, target.Model);

    /// <summary>What a target lacks; null when it can answer.</summary>
    /// <remarks>A model reached through an alias, a rule or as a configured fallback is covered by the grant on the name asked for; one the caller named itself is not.</remarks>
    public Lack? Of(Exchange exchange, RouteTarget target, bool isTarget)
    {
        if (exchange.Fallbacks is not null && !isTarget && !IsGranted(exchange.Caller.Grants, target))
        {
            return new Lack(LackKind.Grant, "is not granted to the key");
        }

        return Killed(exchange, target) is { } kill
            ? new Lack(LackKind.Killed, $"was switched off by an operator ({kill.Scope.ToString().ToLowerInvariant()})")
            : Eligibility.Of(target.Model, exchange);
    }

    /// <summary>Whether a target's provider is at its rate limit, so that others are asked first.</summary>
    public bool IsFull(Exchange exchange, RouteTarget target) => room.IsFull(exchange, target.Model);

    /// <summary>Whether a key may use a model by its own name.</summary>
    public static bool IsGranted(Grants grants, RouteTarget target) => grants.MayUse(target.Id) || grants.MayUse(target.Model.Name);
}
