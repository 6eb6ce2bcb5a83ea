using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Callers;

/// <summary>Keys in memory, away when told to be.</summary>
internal sealed class MemoryKeyStore : IKeyStore
{
    private readonly Dictionary<string, KeyRecord> _keys = new(StringComparer.Ordinal);
    private long _revision = 1;
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsAway { get; set; }

    public int Reads { get; private set; }

    public Dictionary<string, DateTimeOffset> Touched { get; } = new(StringComparer.Ordinal);

    /// <summary>Completes when the revision is next asked for.</summary>
    public Task NextLook()
    {
        _asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _asked.Task;
    }

    public Task<long> RevisionAsync(CancellationToken cancellationToken)
    {
        _asked.TrySetResult();
        return IsAway ? Task.FromException<long>(new StoreAwayException()) : Task.FromResult(_revision);
    }

    public Task<KeyPage> ReadAllAsync(CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            return Task.FromException<KeyPage>(new StoreAwayException());
        }

        Reads++;
        return Task.FromResult(new KeyPage(_revision, [.. _keys.Values]));
    }

    public Task PutAsync(KeyRecord key, AuditAct? act, CancellationToken cancellationToken)
    {
        _keys[key.PublicId] = key;
        _revision++;
        return Task.CompletedTask;
    }

    public Task<KeyEdit> RevokeAsync(string tenant, string publicId, AuditAct? act, CancellationToken cancellationToken) =>
        Task.FromResult(Edit(tenant, publicId, key => key with { IsRevoked = true }));

    public Task<KeyEdit> SetRoleAsync(string tenant, string publicId, Role role, Grants grants, AuditAct? act, CancellationToken cancellationToken) =>
        Task.FromResult(Edit(tenant, publicId, key => key with { Role = role, Grants = grants }));

    public Task<KeyEdit> RotateAsync(string tenant, string publicId, NewSecret secret, AuditAct? act, CancellationToken cancellationToken)
    {
        if (!_keys.TryGetValue(publicId, out var key) || key.Tenant != tenant || key.IsRevoked || key.Generation != secret.After)
        {
            return Task.FromResult(KeyEdit.Changed);
        }

        _keys[publicId] = key.Rotated(secret);
        _revision++;
        return Task.FromResult(KeyEdit.Done);
    }

    public Task TouchAsync(IReadOnlyDictionary<string, DateTimeOffset> lastUsed, CancellationToken cancellationToken)
    {
        foreach (var (id, at) in lastUsed)
        {
            Touched[id] = at;
        }

        return Task.CompletedTask;
    }

    private KeyEdit Edit(string tenant, string publicId, Func<KeyRecord, KeyRecord> change)
    {
        if (!_keys.TryGetValue(publicId, out var key) || key.Tenant != tenant || key.IsRevoked)
        {
            return KeyEdit.NotFound;
        }

        var changed = change(key);
        if (key.IsFullAdmin && !(changed.IsFullAdmin && !changed.IsRevoked) && _keys.Values.Count(one => one.IsFullAdmin && !one.IsRevoked && one.Tenant == tenant) == 1)
        {
            return KeyEdit.LastAdmin;
        }

        _keys[publicId] = changed;
        _revision++;
        return KeyEdit.Done;
    }
}
