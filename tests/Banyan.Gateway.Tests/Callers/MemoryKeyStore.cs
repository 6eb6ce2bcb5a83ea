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

    public Task PutAsync(KeyRecord key, CancellationToken cancellationToken)
    {
        _keys[key.PublicId] = key;
        _revision++;
        return Task.CompletedTask;
    }

    public Task<bool> RevokeAsync(string tenant, string publicId, CancellationToken cancellationToken)
    {
        if (!_keys.TryGetValue(publicId, out var key) || key.Tenant != tenant || key.IsRevoked)
        {
            return Task.FromResult(false);
        }

        _keys[publicId] = key with { IsRevoked = true };
        _revision++;
        return Task.FromResult(true);
    }

    public Task TouchAsync(IReadOnlyDictionary<string, DateTimeOffset> lastUsed, CancellationToken cancellationToken)
    {
        foreach (var (id, at) in lastUsed)
        {
            Touched[id] = at;
        }

        return Task.CompletedTask;
    }
}
