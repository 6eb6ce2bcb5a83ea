using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Callers;

/// <summary>Makes, lists and takes back keys; what it changes is in force here at once and on every node within two seconds.</summary>
public sealed class KeyAdmin
{
    private const int LongestName = 200, LongestService = 100, MostPatterns = 100;
    private static readonly TimeSpan UsualLife = TimeSpan.FromDays(365), LongestLife = TimeSpan.FromDays(3_650);

    private readonly IKeyStore _store;
    private readonly KeyRing _ring;
    private readonly Pepper _pepper;
    private readonly TimeProvider _time;

    internal KeyAdmin(IKeyStore store, KeyRing ring, Pepper pepper, TimeProvider time) => (_store, _ring, _pepper, _time) = (store, ring, pepper, time);

    /// <summary>Makes a key. The answer holds it in the clear, for this once.</summary>
    /// <returns>A refusal <c>invalid_request</c> for an order that makes no sense, <c>not_allowed</c> for one wider than the key that orders it.</returns>
    public async Task<KeyCreation> CreateAsync(KeyOrder order, CancellationToken cancellationToken)
    {
        var grants = Ordered(order);
        if ((Problem(order) ?? PatternProblem(grants) ?? RoleProblem(order.Role, grants) ?? BoundProblem(order, grants)) is { } problem)
        {
            return new KeyCreation(null, null, problem);
        }

        var (end, parentEnd) = (_time.GetUtcNow() + (order.Lifetime ?? UsualLife), await EndOfAsync(order.By, cancellationToken));
        if (end > parentEnd)
        {
            if (order.Lifetime is not null)
            {
                return new KeyCreation(null, null, KeyRefusals.NotAllowed("A key can't make one that outlives it."));
            }

            end = parentEnd.Value;
        }

        var key = KeyFormat.Make(order.IsTest);
        var record = Record(order, grants, key) with { ExpiresAt = end };
        var act = order.By is { } by ? KeyActs.Of(by, record.CreatedAt, "createApiKey", record.PublicId, new { service = order.Service, name = order.Name, role = RoleRights.WordOf(record.Role) }) : null;
        await _store.PutAsync(record, act, cancellationToken);
        await _ring.ChangedAsync(cancellationToken);
        return new KeyCreation(key, record, null);
    }

    /// <summary>Lists a tenant's keys, newest first, revoked and expired ones too.</summary>
    public async Task<IReadOnlyList<KeyRecord>> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        var page = await _store.ReadAllAsync(cancellationToken);
        return [.. page.Keys.Where(key => key.Tenant == tenant).OrderByDescending(key => key.CreatedAt)];
    }

    /// <summary>Takes a key of the caller's tenant back, which is written to the audit log with it; null when that is done.</summary>
    /// <returns>A refusal <c>not_found</c> when the tenant has no such key in force, <c>conflict</c> when nobody could administer afterwards.</returns>
    public Task<Failure?> RevokeAsync(Caller by, string publicId, CancellationToken cancellationToken) =>
        RevokeAsync(by.Tenant, publicId, KeyActs.Of(by, _time.GetUtcNow(), "revokeApiKey", publicId), cancellationToken);

    /// <summary>Takes a key back for an operator at the machine; null when that is done.</summary>
    /// <returns>A refusal <c>not_found</c> when the tenant has no such key in force, <c>conflict</c> when nobody could administer afterwards.</returns>
    public Task<Failure?> RevokeAsync(string tenant, string publicId, CancellationToken cancellationToken) => RevokeAsync(tenant, publicId, null, cancellationToken);

    /// <summary>Gives a key another role, with the scopes usual for it; null when that is done.</summary>
    /// <param name="by">Who asks: never for its own key, and for none that may more than itself, before or after.</param>
    /// <param name="publicId">The key.</param>
    /// <param name="role">Its role from now on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A refusal <c>not_allowed</c>, <c>not_found</c>, or <c>conflict</c> when nobody could administer afterwards.</returns>
    public async Task<Failure?> SetRoleAsync(Caller by, string publicId, Role role, CancellationToken cancellationToken)
    {
        if (by.KeyId == publicId)
        {
            return KeyRefusals.NotAllowed("Nobody edits their own role.");
        }

        var key = (await ListAsync(by.Tenant, cancellationToken)).FirstOrDefault(one => one.PublicId == publicId && !one.IsRevoked);
        if (key is null)
        {
            return KeyRefusals.Of(KeyEdit.NotFound, publicId);
        }

        var grants = key.Grants with { Operations = RoleRights.Usual(role) };
        if (!GrantBounds.Covers(by.Grants, RoleRights.Within(key.Grants, key.Role)) || !MayGive(by, role, grants))
        {
            return KeyRefusals.NotAllowed("A key can't edit one that may do more than itself, or let it do so.");
        }

        var act = KeyActs.Of(by, _time.GetUtcNow(), "setApiKeyRole", publicId, new { role = RoleRights.WordOf(role) });
        var edit = await _store.SetRoleAsync(by.Tenant, publicId, role, grants, act, cancellationToken);
        await _ring.ChangedAsync(cancellationToken);
        return KeyRefusals.Of(edit, publicId);
    }

    private async Task<Failure?> RevokeAsync(string tenant, string publicId, AuditAct? act, CancellationToken cancellationToken)
    {
        var edit = await _store.RevokeAsync(tenant, publicId, act, cancellationToken);
        await _ring.ChangedAsync(cancellationToken);
        return KeyRefusals.Of(edit, publicId);
    }

    private KeyRecord Record(KeyOrder order, Grants grants, string key)
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
            Role = order.Role,
            Grants = grants,
            Hash = _pepper.Hash(secret),
            PepperVersion = _pepper.Current,
            CreatedAt = now,
            ParentId = order.By?.KeyId,
        };
    }

    private async Task<DateTimeOffset?> EndOfAsync(Caller? by, CancellationToken cancellationToken) =>
        by is null ? null : (await ListAsync(by.Tenant, cancellationToken)).FirstOrDefault(key => key.PublicId == by.KeyId)?.ExpiresAt;

    private static Failure? Problem(KeyOrder order)
    {
        if (order.Service.Length is 0 or > LongestService || !order.Service.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-'))
        {
            return KeyRefusals.Invalid("service", "A service's name has 1 to 100 letters, digits, dots, hyphens and underscores.");
        }

        if (order.Name is { } name && (name.Length is 0 or > LongestName || name.Any(char.IsControl)))
        {
            return KeyRefusals.Invalid("name", "A key's name has 1 to 200 characters and no control characters.");
        }

        if (order.Lifetime <= TimeSpan.Zero || order.Lifetime > LongestLife)
        {
            return KeyRefusals.Invalid("expires", "A key is in force for more than no time and at most ten years.");
        }

        return null;
    }

    private static Failure? PatternProblem(Grants grants)
    {
        if (grants.Operations.Count is 0 or > MostPatterns || grants.Operations.Any(scope => !ScopeWords.IsKnown(scope)))
        {
            return KeyRefusals.Invalid("scopes", "Each scope must be one of the documented words, as 'chat' or 'keys:*'.");
        }

        if (grants.Models.Count is 0 or > MostPatterns || grants.Models.Any(IsNoPattern))
        {
            return KeyRefusals.Invalid("models", "Each model is a name, with at most one '*' at its end.");
        }

        if (grants.Tools.Count > MostPatterns || grants.Tools.Any(IsNoPattern))
        {
            return KeyRefusals.Invalid("tools", "Each tool is a name, with at most one '*' at its end.");
        }

        return grants.Networks.Count is 0 or > MostPatterns || grants.Networks.Any(one => one != NetworkWords.Any && NetworkWords.Canonical(one) != one)
            ? KeyRefusals.Invalid("networks", "Networks are at least one and at most a hundred, each as 10.1.0.0/16 or 2001:db8::/48 with nothing set beyond its prefix, or an address alone.")
            : null;
    }

    private static bool IsNoPattern(string text) => text.Length is 0 or > LongestName || text.AsSpan(0, text.Length - 1).Contains('*') || text.Any(char.IsControl);

    private static Grants Ordered(KeyOrder order) =>
        new(order.Operations ?? RoleRights.Usual(order.Role), order.Models)
        {
            Tools = order.Tools ?? (order.Role == Role.Admin ? ["*"] : []),
            Networks = order.Networks is { } networks ? [.. networks.Select(one => NetworkWords.Canonical(one) ?? one)] : order.By?.Grants.Networks ?? [NetworkWords.Any],
        };

    private static Failure? RoleProblem(Role role, Grants grants) =>
        GrantBounds.Covers(new Grants(RoleRights.Of(role), grants.Models) { Tools = grants.Tools }, grants)
            ? null
            : KeyRefusals.Invalid("scopes", $"A scope is beyond the role: {RoleRights.WordOf(role)} may have {string.Join(' ', RoleRights.Of(role))}.");

    private static Failure? BoundProblem(KeyOrder order, Grants grants) =>
        order.By is { } by && (by.Tenant != order.Tenant || !MayGive(by, order.Role, grants)) ? KeyRefusals.NotAllowed("A key can't make one that may do more than itself.") : null;

    /// <summary>Nobody gives a role whose rights it lacks itself, however narrow the scopes; that of a service has none but its scopes.</summary>
    private static bool MayGive(Caller by, Role role, Grants grants) =>
        GrantBounds.Covers(by.Grants, grants) && (role == Role.Service || GrantBounds.Covers(by.Grants.Operations, RoleRights.Of(role)));
}
