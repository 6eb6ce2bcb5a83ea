using Banyan.Wire;

namespace Banyan.Gateway.Callers;

/// <summary>Makes, lists and takes back keys; what it changes is in force here at once and on every node within two seconds.</summary>
public sealed class KeyAdmin
{
    private const int LongestName = 200, LongestService = 100, MostPatterns = 100;

    private readonly IKeyStore _store;
    private readonly KeyRing _ring;
    private readonly Pepper _pepper;
    private readonly TimeProvider _time;

    internal KeyAdmin(IKeyStore store, KeyRing ring, Pepper pepper, TimeProvider time) => (_store, _ring, _pepper, _time) = (store, ring, pepper, time);

    /// <summary>Makes a key. The answer holds it in the clear, for this once.</summary>
    /// <returns>A refusal <c>invalid_request</c> for an order that makes no sense, <c>not_allowed</c> for one wider than the key that orders it.</returns>
    public async Task<KeyCreation> CreateAsync(KeyOrder order, CancellationToken cancellationToken)
    {
        if (Problem(order) is { } problem)
        {
            return new KeyCreation(null, null, problem);
        }

        var key = KeyFormat.Make(order.IsTest);
        var record = Record(order, key);
        await _store.PutAsync(record, cancellationToken);
        await _ring.RefreshAsync(cancellationToken);
        return new KeyCreation(key, record, null);
    }

    /// <summary>Lists a tenant's keys, newest first, revoked and expired ones too.</summary>
    public async Task<IReadOnlyList<KeyRecord>> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        var page = await _store.ReadAllAsync(cancellationToken);
        return [.. page.Keys.Where(key => key.Tenant == tenant).OrderByDescending(key => key.CreatedAt)];
    }

    /// <summary>Takes a key back; false when the tenant has no such key in force.</summary>
    public async Task<bool> RevokeAsync(string tenant, string publicId, CancellationToken cancellationToken)
    {
        var wasInForce = await _store.RevokeAsync(tenant, publicId, cancellationToken);
        await _ring.RefreshAsync(cancellationToken);
        return wasInForce;
    }

    private KeyRecord Record(KeyOrder order, string key)
    {
        var (id, secret) = KeyFormat.Split(key);
        var now = _time.GetUtcNow();
        return new KeyRecord
        {
            Id = Guid.CreateVersion7(now),
            PublicId = id,
            Tenant = order.Tenant,
            Service = order.Service,
            Name = order.Name ?? order.Service,
            Role = order.IsAdmin ? KeyRecord.AdminRole : KeyRecord.ServiceRole,
            Grants = Ordered(order),
            Hash = _pepper.Hash(secret),
            PepperVersion = _pepper.Current,
            CreatedAt = now,
            ExpiresAt = now + order.Lifetime,
            ParentId = order.By?.KeyId,
        };
    }

    private static Failure? Problem(KeyOrder order)
    {
        if (order.Service.Length is 0 or > LongestService || !order.Service.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-'))
        {
            return Invalid("service", "A service's name has 1 to 100 letters, digits, dots, hyphens and underscores.");
        }

        if (order.Name is { } name && (name.Length is 0 or > LongestName || name.Any(char.IsControl)))
        {
            return Invalid("name", "A key's name has 1 to 200 characters and no control characters.");
        }

        if (order.Lifetime <= TimeSpan.Zero || order.Lifetime > TimeSpan.FromDays(3_650))
        {
            return Invalid("expires", "A key is in force for more than no time and at most ten years.");
        }

        return PatternProblem(order) ?? BoundProblem(order);
    }

    private static Failure? PatternProblem(KeyOrder order)
    {
        if (order.Operations.Count is 0 or > MostPatterns || order.Operations.FirstOrDefault(scope => !ScopeWords.IsKnown(scope)) is not null)
        {
            return Invalid("scopes", "Each scope must be one of the documented words, as 'chat' or 'keys:*'.");
        }

        if (order.Models.Count is 0 or > MostPatterns || order.Models.Any(IsNoPattern))
        {
            return Invalid("models", "Each model is a name, with at most one '*' at its end.");
        }

        return order.Tools.Count > MostPatterns || order.Tools.Any(IsNoPattern) ? Invalid("tools", "Each tool is a name, with at most one '*' at its end.") : null;
    }

    private static bool IsNoPattern(string text) => text.Length is 0 or > LongestName || text.AsSpan(0, text.Length - 1).Contains('*') || text.Any(char.IsControl);

    private static Spine.Grants Ordered(KeyOrder order) => new(order.Operations, order.Models) { Tools = order.Tools };

    private static Failure? BoundProblem(KeyOrder order) =>
        order.By is { } by && (by.Tenant != order.Tenant || !GrantBounds.Covers(by.Grants, Ordered(order)) || (order.IsAdmin && !by.Grants.May("*")))
            ? new Failure(FailureKind.NotAllowed, "not_allowed", "A key can't make one that may do more than itself.")
            : null;

    private static Failure Invalid(string param, string message) => new(FailureKind.CallerFault, "invalid_request", message) { Param = param };
}
