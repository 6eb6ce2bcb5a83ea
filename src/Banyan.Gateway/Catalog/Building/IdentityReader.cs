using System.Collections.Frozen;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Reads the identity providers of the configuration.</summary>
internal static class IdentityReader
{
    public static IReadOnlyList<TokenIssuer> Read(Section root) => [.. root.Sub("identity").Items("issuers").Select(Issuer)];

    private static TokenIssuer Issuer(Section section)
    {
        var claims = section.Sub("claims");
        var algorithms = section.Texts("algorithms").Select(node => node.Text.ToUpperInvariant()).ToList();
        var issuer = new TokenIssuer
        {
            Name = section.Text("name"),
            Issuer = section.Text("issuer"),
            Audience = section.Text("audience"),
            KeysAt = section.TextOrNull("keysAt") is { } at && Uri.TryCreate(at, UriKind.Absolute, out var address) ? address : null,
            KeysLife = section.Duration("keysLife"),
            LongestLife = section.Duration("maxLifetime"),
            Tenant = section.TextOrNull("tenant"),
            Service = section.TextOrNull("service") ?? section.Text("name"),
            DefaultRole = section.TextOrNull("defaultRole") is { } role ? RoleOf(role) : null,
            Roles = Roles(section.Sub("roles")),
            TenantClaim = claims.Text("tenant"),
            RolesClaim = claims.Text("roles"),
            UserClaim = claims.Text("user"),
            EmailClaim = claims.Text("email"),
            ServiceClaim = claims.TextOrNull("service"),
        };
        return algorithms.Count == 0 ? issuer : issuer with { Algorithms = algorithms };
    }

    private static FrozenDictionary<string, Role> Roles(Section table) =>
        (table.Node?.Members ?? []).DistinctBy(member => member.Name, StringComparer.Ordinal).ToFrozenDictionary(member => member.Name, member => RoleOf(member.Value.Text), StringComparer.Ordinal);

    /// <summary>A word that was checked; the least role where it was found wrong, for then nothing comes of the draft.</summary>
    private static Role RoleOf(string word) => Enum.TryParse<Role>(word, ignoreCase: true, out var role) ? role : Role.Viewer;
}
