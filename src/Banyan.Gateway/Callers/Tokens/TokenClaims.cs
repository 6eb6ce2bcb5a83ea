using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers.Tokens;

/// <summary>What the claims of a checked token mean here.</summary>
/// <param name="Tenant">Whose money and data.</param>
/// <param name="User">The person.</param>
/// <param name="Email">Their e-mail, if the provider vouches for it.</param>
/// <param name="Service">The calling application.</param>
/// <param name="Roles">What the provider says they are trusted with.</param>
internal sealed record TokenClaims(string Tenant, string User, string? Email, string Service, IReadOnlyList<Role> Roles)
{
    private const int Longest = 128, MostRoles = 200;

    /// <summary>Reads them; null when a tenant or a person is missing, or a name can't be one.</summary>
    public static TokenClaims? Read(JsonElement claims, TokenIssuer issuer)
    {
        var tenant = issuer.Tenant ?? Text(claims, issuer.TenantClaim);
        var user = Text(claims, issuer.UserClaim);
        var service = issuer.ServiceClaim is { } claim && Find(claims, claim) is not null ? Text(claims, claim) : issuer.Service;
        if (!IsName(tenant) || !IsName(user) || !IsName(service) || user!.StartsWith("key:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var isVouched = !claims.TryGetProperty("email_verified", out var verified) || verified.ValueKind == JsonValueKind.True;
        var email = isVouched && Text(claims, issuer.EmailClaim) is { } said && IsName(said) && said.Contains('@', StringComparison.Ordinal) ? said.ToLowerInvariant() : null;
        return new TokenClaims(tenant!, user, email, service!, Mapped(claims, issuer));
    }

    private static List<Role> Mapped(JsonElement claims, TokenIssuer issuer)
    {
        var words = Find(claims, issuer.RolesClaim) switch
        {
            { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() <= MostRoles => list.EnumerateArray().Select(StrictJson.Text).OfType<string>(),
            { ValueKind: JsonValueKind.String } text => (StrictJson.Text(text) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            _ => [],
        };
        return [.. words.Select(word => issuer.Roles.Count == 0 ? RoleRights.Find(word) : issuer.Roles.TryGetValue(word, out var role) ? role : null).OfType<Role>().Distinct()];
    }

    private static bool IsName(string? text) => text is { Length: > 0 and <= Longest } && !text.Any(char.IsControl);

    private static string? Text(JsonElement claims, string path) => Find(claims, path) is { } value ? StrictJson.Text(value) : null;

    /// <summary>A claim by its name; a dot leads into an object where no claim has the whole name.</summary>
    private static JsonElement? Find(JsonElement claims, string path)
    {
        if (claims.TryGetProperty(path, out var whole))
        {
            return whole;
        }

        var at = claims;
        foreach (var name in path.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at;
    }
}
