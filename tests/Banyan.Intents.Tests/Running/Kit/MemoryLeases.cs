using Banyan.Gateway.Spine;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>Leases in memory by a clock.</summary>
internal sealed class MemoryLeases(TimeProvider time) : ILeases
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string, string), Lease> _held = [];
    private long _fence;

    public bool IsHeld(string tenant, string name)
    {
        lock (_gate)
        {
            return _held.TryGetValue((tenant, name), out var lease) && lease.Until > time.GetUtcNow();
        }
    }

    public Task<Lease?> TryTakeAsync(string tenant, string name, TimeSpan life, CancellationToken cancellationToken) => Task.FromResult(Take(tenant, name, life));

    public Lease? Take(string tenant, string name, TimeSpan life)
    {
        lock (_gate)
        {
            if (IsHeld(tenant, name))
            {
                return null;
            }

            var fence = ++_fence;
            var lease = new Lease(tenant, name, "holder-" + fence, fence, time.GetUtcNow() + life);
            _held[(tenant, name)] = lease;
            return lease;
        }
    }

    public Task<bool> RenewAsync(Lease lease, TimeSpan life, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var isOwn = _held.TryGetValue((lease.Tenant, lease.Name), out var held) && held.Holder == lease.Holder;
            if (isOwn)
            {
                _held[(lease.Tenant, lease.Name)] = lease with { Until = time.GetUtcNow() + life };
            }

            return Task.FromResult(isOwn);
        }
    }

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken)
    {
        Release(lease);
        return Task.CompletedTask;
    }

    public void Release(Lease lease)
    {
        lock (_gate)
        {
            if (_held.TryGetValue((lease.Tenant, lease.Name), out var held) && held.Holder == lease.Holder)
            {
                _held.Remove((lease.Tenant, lease.Name));
            }
        }
    }
}
