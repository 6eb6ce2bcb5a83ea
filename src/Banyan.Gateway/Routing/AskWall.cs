using Banyan.Gateway.Routing.Choosing;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing;

/// <summary>The wall before one ask. What is the same for all its candidates is looked up once.</summary>
internal readonly struct AskWall(Exchange exchange, ISwitches switches)
{
    private static readonly Lack Ungranted = new(LackKind.Grant, "is not granted to the key"), Keyless = new(LackKind.Off, "has no key for this service");

    private readonly Eligibility _eligibility = new(exchange);
    private readonly string _tenant = exchange.Caller.Tenant;
    private readonly string _service = exchange.Caller.Service;
    private readonly ISwitches? _thrown = switches.IsAnyThrown(exchange.Caller.Tenant) ? switches : null;
    private readonly DataDemand? _demand = exchange.Caller.Grants.Data;
    private readonly Grants? _grants = exchange.Fallbacks is null ? null : exchange.Caller.Grants;

    /// <summary>What a target lacks; null when it can answer.</summary>
    /// <remarks>A model reached through an alias, a rule or as a configured fallback is covered by the grant on the name asked for; one the caller named itself is not.</remarks>
    public Lack? Of(RouteTarget target, bool isTarget)
    {
        if (!isTarget && _grants is not null && !RouteWall.IsGranted(_grants, target))
        {
            return Ungranted;
        }

        return _thrown?.Of(_tenant, target.Model) is { } kill
            ? new Lack(LackKind.Killed, $"was switched off by an operator ({kill.Scope.ToString().ToLowerInvariant()})")
            : _eligibility.Of(target)
                ?? (target.Model.Provider.HasKeyFor(_service) ? null : Keyless)
                ?? (_demand is null ? null : TermsWall.Of(_demand, target.Model.Provider));
    }
}
