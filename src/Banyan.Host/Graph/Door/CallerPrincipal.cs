using System.Security.Claims;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Graph.Door;

/// <summary>A caller as the engine sees it.</summary>
internal sealed class CallerPrincipal(Caller caller) : ClaimsPrincipal(new ClaimsIdentity(
    [new Claim(ClaimTypes.Name, caller.KeyId), new Claim("tenant", caller.Tenant), new Claim("service", caller.Service)], "key"))
{
    /// <summary>Whose key was presented.</summary>
    public Caller Caller { get; } = caller;
}
