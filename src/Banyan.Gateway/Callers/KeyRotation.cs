using System.Globalization;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Callers;

/// <summary>Gives a key a new secret while the old one works on for a time, so that no application has to stop.</summary>
/// <remarks>A key has two live secrets at most. What is written is the secret alone: role, grants and state of the key stay as they are, whoever edits them meanwhile.</remarks>
public sealed class KeyRotation
{
    private readonly IKeyStore _store;
    private readonly KeyRing _ring;
    private readonly Pepper _pepper;
    private readonly TimeProvider _time;

    internal KeyRotation(IKeyStore store, KeyRing ring, Pepper pepper, TimeProvider time) => (_store, _ring, _pepper, _time) = (store, ring, pepper, time);

    /// <summary>Longest time the old secret works on. <value>30 days.</value></summary>
    public static TimeSpan LongestGrace { get; } = TimeSpan.FromDays(30);

    /// <summary>Makes a new secret. The answer holds the key in the clear, for this once; in force here at once and on every node within two seconds.</summary>
    /// <remarks>A key that ends is renewed: for as long as it was in force at first, never beyond the key that made it or the one that asks, and never by itself.</remarks>
    /// <param name="by">Who asks: never for a key that may do more than itself.</param>
    /// <param name="publicId">The key.</param>
    /// <param name="grace">How long the secret it has now works on; zero ends that one, and one before it, at once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A refusal <c>not_found</c>, <c>not_allowed</c>, <c>invalid_request</c>, or <c>conflict</c> while an older secret is in its grace.</returns>
    public async Task<KeyCreation> RotateAsync(Caller by, string publicId, TimeSpan grace, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var keys = (await _store.ReadAllAsync(cancellationToken)).Keys.Where(key => key.Tenant == by.Tenant).ToList();
        var key = keys.FirstOrDefault(one => one.PublicId == publicId && one.IsInForce(now));
        if ((key is null ? KeyRefusals.Of(KeyEdit.NotFound, publicId) : Problem(key, by, grace, now)) is { } problem)
        {
            return new KeyCreation(null, null, problem);
        }

        var made = KeyFormat.Make(publicId);
        var secret = new NewSecret
        {
            Hash = _pepper.Hash(KeyFormat.Split(made).Secret),
            PepperVersion = _pepper.Current,
            At = now,
            OldUntil = Earlier(now + grace, key!.ExpiresAt),
            ExpiresAt = EndOf(key, by, keys, now),
            After = key.Generation,
        };
        var act = KeyActs.Of(by, now, "rotateApiKey", publicId, new { graceSeconds = grace.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) });
        var edit = await _store.RotateAsync(by.Tenant, publicId, secret, act, cancellationToken);
        await _ring.ChangedAsync(CancellationToken.None);
        return KeyRefusals.Of(edit, publicId) is { } failure ? new KeyCreation(null, null, failure) : new KeyCreation(made, key.Rotated(secret), null);
    }

    private static Failure? Problem(KeyRecord key, Caller by, TimeSpan grace, DateTimeOffset now)
    {
        if (grace < TimeSpan.Zero || grace > LongestGrace)
        {
            return KeyRefusals.Invalid("graceSeconds", $"The old secret works on for 0 to {LongestGrace.TotalSeconds:0} seconds.");
        }

        if (!GrantBounds.Covers(by.Grants, RoleRights.Within(key.Grants, key.Role)))
        {
            return KeyRefusals.NotAllowed("A key can't rotate one that may do more than itself.");
        }

        if (key.PublicId == KeyRing.OpaqueId)
        {
            return KeyRefusals.Conflict("This key is the one of BANYAN_ADMIN_KEY: change it there.");
        }

        return key.Old is { } old && now < old.Until && grace > TimeSpan.Zero
            ? KeyRefusals.Conflict($"The secret before the present one works until {old.Until:u}, and a key has two at most. A grace of 0 ends both for a new one.")
            : null;
    }

    private static DateTimeOffset? EndOf(KeyRecord key, Caller by, List<KeyRecord> keys, DateTimeOffset now)
    {
        if (key.ExpiresAt is not { } end)
        {
            return null;
        }

        var renewed = now + (end - (key.RotatedAt ?? key.CreatedAt));
        foreach (var bound in keys.Where(one => one.PublicId == by.KeyId || one.PublicId == key.ParentId))
        {
            renewed = Earlier(renewed, bound.ExpiresAt);
        }

        return renewed > end ? renewed : end;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;
}
