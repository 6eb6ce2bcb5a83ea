using System.Net;
using Banyan.Gateway.Callers.Tokens;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers;

/// <summary>Turns what a caller presents, a key or an identity provider's token, into a caller, and says when that is over. Thread-safe.</summary>
public sealed class Identities
{
    // The base64url of {" : every token begins so, and no key of ours.
    private const string TokenStart = "eyJ";

    private readonly KeyRing _keys;
    private readonly TokenCheck _tokens;
    private readonly ICatalog _catalog;
    private readonly TimeProvider _time;

    internal Identities(KeyRing keys, TokenCheck tokens, ICatalog catalog, TimeProvider time) => (_keys, _tokens, _catalog, _time) = (keys, tokens, catalog, time);

    /// <summary>Finds who presents a key or a token. The refusal is the same whatever is wrong, but for a key bound to other networks; what can't be known right now is a 503.</summary>
    /// <param name="presented">The key or token; null when none was presented.</param>
    /// <param name="from">The address of the connection it came by, whatever headers say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<CallerVerdict> FindAsync(string? presented, IPAddress? from, CancellationToken cancellationToken)
    {
        var issuers = _catalog.Current.Issuers;
        return issuers.Count > 0 && presented is not null && presented.StartsWith(TokenStart, StringComparison.Ordinal) && presented.Contains('.', StringComparison.Ordinal)
            ? FindAsync(presented, issuers, cancellationToken)
            : new ValueTask<CallerVerdict>(_keys.Find(presented, from));
    }

    /// <summary>How the keys of the identity providers stand.</summary>
    public IssuerReading Issuers => _tokens.Read(_catalog.Current.Issuers);

    /// <summary>Whether an answer that a caller began must end: the key or its secret is in force no more, the person or the service was disabled. An answer begun with a token may outlast it.</summary>
    public bool IsRevoked(Caller caller) => caller.EndsAt is null ? _keys.IsRevoked(caller) : _keys.Snapshot is { } snapshot && !TokenCallers.Stands(caller, snapshot);

    /// <summary>Whether a caller may do less than when it came: its key, its role, its service or the key that made it was narrowed. False while nothing is known.</summary>
    public bool IsNarrowed(Caller caller) => caller.EndsAt is null ? _keys.IsNarrowed(caller) : _keys.Snapshot is { } snapshot && TokenCallers.IsNarrowed(caller, snapshot);

    /// <summary>Whether a caller may stay connected: as <see cref="IsRevoked"/> and <see cref="IsNarrowed"/> say, and not beyond a token's end.</summary>
    public bool MayStay(Caller caller) => !IsRevoked(caller) && !(_time.GetUtcNow() >= caller.EndsAt) && !IsNarrowed(caller);

    private async ValueTask<CallerVerdict> FindAsync(string token, IReadOnlyList<TokenIssuer> issuers, CancellationToken cancellationToken)
    {
        if (_keys.Snapshot is not { } snapshot || !_keys.IsServing)
        {
            return KeyRing.Away;
        }

        var (known, fault) = await _tokens.RunAsync(token, issuers, cancellationToken);
        return fault == TokenFault.KeysAway ? KeyRing.Away : known is not null && TokenCallers.Make(known, snapshot) is { } caller ? new CallerVerdict(caller, null) : KeyRing.Refused;
    }
}
