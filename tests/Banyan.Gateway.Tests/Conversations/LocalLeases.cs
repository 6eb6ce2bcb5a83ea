using System.Collections.Concurrent;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Conversations;

/// <summary>Leases in memory that never run out.</summary>
internal sealed class LocalLeases : ILeases
{
    private readonly ConcurrentDictionary<(string Tenant, string Name), Lease> _held = new();
    private long _fence;

    public Task<Lease?> TryTakeAsync(string tenant, string name, TimeSpan life, CancellationToken cancellationToken)
    {
        var fence = Interlocked.Increment(ref _fence);
        var lease = new Lease(tenant, name, $"holder-{fence}", fence, DateTimeOffset.MaxValue);
        return Task.FromResult(_held.TryAdd((tenant, name), lease) ? lease : null);
    }

    public Task<bool> RenewAsync(Lease lease, TimeSpan life, CancellationToken cancellationToken) => Task.FromResult(_held.TryGetValue((lease.Tenant, lease.Name), out var held) && held == lease);

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken)
    {
        _held.TryRemove(KeyValuePair.Create((lease.Tenant, lease.Name), lease));
        return Task.CompletedTask;
    }
}
