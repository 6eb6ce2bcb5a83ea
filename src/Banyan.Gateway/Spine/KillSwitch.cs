namespace Banyan.Gateway.Spine;

/// <summary>Something operators stopped.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Scope">What it stops.</param>
/// <param name="ScopeId">Which one of the scope; <c>*</c> for everything.</param>
/// <param name="CutsStreams">Whether answers under way are ended too.</param>
/// <param name="Reason">Why, in the words of whoever threw it.</param>
/// <param name="SetBy">Who threw it, as <c>key:Ab12Cd34</c>.</param>
/// <param name="SetAt">When.</param>
/// <param name="ExpiresAt">From when on it stops nothing; null for never.</param>
public sealed record KillSwitch(
    Guid Id, string Tenant, SwitchScope Scope, string ScopeId, bool CutsStreams, string Reason, string SetBy, DateTimeOffset SetAt, DateTimeOffset? ExpiresAt);
