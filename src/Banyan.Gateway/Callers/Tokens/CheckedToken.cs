using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers.Tokens;

/// <summary>A token that was checked, and what it was checked with: it counts no longer than those stand.</summary>
/// <param name="Issuer">The provider as configured then.</param>
/// <param name="Keys">Its keys then.</param>
/// <param name="Claims">What it says.</param>
/// <param name="End">When it ends.</param>
/// <param name="Until">Until when it need not be checked again.</param>
internal sealed record CheckedToken(TokenIssuer Issuer, KeySet Keys, TokenClaims Claims, DateTimeOffset End, DateTimeOffset Until);
