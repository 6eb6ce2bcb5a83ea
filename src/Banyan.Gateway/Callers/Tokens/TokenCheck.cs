using System.Collections.Concurrent;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers.Tokens;

/// <summary>Checks tokens: form, issuer, signature, what they say, in this order; nothing of a token is believed before its signature held.</summary>
internal sealed class TokenCheck(IKeySetSource source, TimeProvider time)
{
    private static readonly TimeSpan LongestKept = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, IssuerKeys> _keys = new(StringComparer.Ordinal);
    private readonly CheckedTokens _checked = new();

    /// <summary>Checks a token against the providers in force.</summary>
    public async ValueTask<(CheckedToken? Token, TokenFault Fault)> RunAsync(string text, IReadOnlyList<TokenIssuer> issuers, CancellationToken cancellationToken)
    {
        if (text.Length > JsonWebToken.Longest)
        {
            return (null, TokenFault.TooLong);
        }

        foreach (var issuer in issuers)
        {
            if (_checked.Find(CheckedTokens.NameOf(text, issuer), time.GetUtcNow()) is { } known && ReferenceEquals(known.Issuer, issuer)
                && ReferenceEquals(known.Keys, await KeysOf(issuer).GetAsync(issuer, cancellationToken)))
            {
                return (known, TokenFault.None);
            }
        }

        return await CheckAsync(text, issuers, cancellationToken);
    }

    /// <summary>How the keys of the providers in force stand. Reads none.</summary>
    public IssuerReading Read(IReadOnlyList<TokenIssuer> issuers)
    {
        TimeSpan[] ages = [.. issuers.Select(issuer => _keys.TryGetValue(NameOf(issuer), out var keys) ? keys.AgeOfKeys : null).OfType<TimeSpan>()];
        return new IssuerReading(issuers.Count, ages.Length, ages.Length == 0 ? null : ages.Max());
    }

    private async ValueTask<(CheckedToken? Token, TokenFault Fault)> CheckAsync(string text, IReadOnlyList<TokenIssuer> issuers, CancellationToken cancellationToken)
    {
        if (JsonWebToken.Read(text, out var fault) is not { } token)
        {
            return (null, fault);
        }

        var said = StrictJson.Text(token.Claims, "iss");
        if (issuers.FirstOrDefault(one => one.Issuer == said) is not { } issuer)
        {
            return (null, TokenFault.Issuer);
        }

        if (!issuer.Algorithms.Contains(token.Algorithm, StringComparer.Ordinal))
        {
            return (null, TokenFault.Algorithm);
        }

        var (keys, signature) = await SignedAsync(token, issuer, cancellationToken);
        if (signature != TokenFault.None)
        {
            return (null, signature);
        }

        var now = time.GetUtcNow();
        if (TokenRules.Check(token.Claims, issuer, now, out var end) is var rule && rule != TokenFault.None)
        {
            return (null, rule);
        }

        if (TokenClaims.Read(token.Claims, issuer) is not { } claims)
        {
            return (null, TokenFault.Claims);
        }

        var made = new CheckedToken(issuer, keys!, claims, end, end < now + LongestKept ? end : now + LongestKept);
        _checked.Keep(CheckedTokens.NameOf(text, issuer), made, now);
        return (made, TokenFault.None);
    }

    private async ValueTask<(KeySet? Keys, TokenFault Fault)> SignedAsync(JsonWebToken token, TokenIssuer issuer, CancellationToken cancellationToken)
    {
        var keys = await KeysOf(issuer).GetAsync(issuer, cancellationToken);
        if (keys is not null && keys.Of(token).Count == 0)
        {
            keys = await KeysOf(issuer).AgainAsync(issuer, cancellationToken);
        }

        if (keys is null)
        {
            return (null, TokenFault.KeysAway);
        }

        var fitting = keys.Of(token);
        return fitting.Count == 0 ? (null, TokenFault.Key)
            : fitting.Any(key => key.Verifies(token.Algorithm, token.Signed, token.Signature)) ? (keys, TokenFault.None)
            : (null, TokenFault.Signature);
    }

    private static string NameOf(TokenIssuer issuer) => $"{issuer.Issuer} {issuer.KeysAt}";

    private IssuerKeys KeysOf(TokenIssuer issuer) => _keys.GetOrAdd(NameOf(issuer), static (_, parts) => new IssuerKeys(parts.source, parts.time), (source, time));
}
