using Banyan.Gateway.Callers.Services;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers.Tokens;

/// <summary>Turns who a token speaks of into a caller: their roles, within what their service may do.</summary>
internal static class TokenCallers
{
    /// <summary>Most trusted first: the role a person with several is shown with.</summary>
    private static readonly Role[] Order = [Role.Admin, Role.Operator, Role.Auditor, Role.Developer, Role.Viewer, Role.Service];

    /// <summary>The caller; null for somebody with no role, or who, or whose service, is disabled.</summary>
    public static Caller? Make(CheckedToken token, KeySnapshot snapshot)
    {
        var claims = token.Claims;
        var (user, service) = (snapshot.UserOf(claims.Tenant, claims.User), snapshot.ServiceOf(claims.Tenant, claims.Service));
        var roles = RolesOf(token, user);
        if (roles.Count == 0 || user is { IsDisabled: true } || service is { IsDisabled: true })
        {
            return null;
        }

        var grants = new Grants([.. roles.SelectMany(RoleRights.Usual).Distinct(StringComparer.Ordinal)], ["*"]) { Tools = roles.Contains(Role.Admin) ? ["*"] : [] };
        return new Caller
        {
            Tenant = claims.Tenant,
            Service = claims.Service,
            KeyId = $"{token.Issuer.Name}:{claims.User}",
            Role = Order.First(roles.Contains),
            Grants = service?.Bound(grants) ?? grants,
            User = claims.User,
            Email = user?.Email ?? claims.Email,
            Team = service?.Team,
            EndsAt = token.End,
        };
    }

    /// <summary>Whether a caller made earlier still stands: neither the person nor the service was disabled.</summary>
    public static bool Stands(Caller caller, KeySnapshot snapshot) =>
        snapshot.UserOf(caller.Tenant, caller.User!) is not { IsDisabled: true } && snapshot.ServiceOf(caller.Tenant, caller.Service) is not { IsDisabled: true };

    /// <summary>Whether a caller made earlier may no more do all it could then.</summary>
    public static bool IsNarrowed(Caller caller, KeySnapshot snapshot) =>
        (snapshot.UserOf(caller.Tenant, caller.User!) is { } user && user.Role != caller.Role)
        || (snapshot.ServiceOf(caller.Tenant, caller.Service) is { } service && !GrantBounds.Covers(service.Bound(caller.Grants), caller.Grants));

    // What an administrator said here counts more than what the provider says.
    private static IReadOnlyList<Role> RolesOf(CheckedToken token, UserRecord? user) =>
        user is not null ? [user.Role] : token.Claims.Roles.Count > 0 ? token.Claims.Roles : token.Issuer.DefaultRole is { } role ? [role] : [];
}
