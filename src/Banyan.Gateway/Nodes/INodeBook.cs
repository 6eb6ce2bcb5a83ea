using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Nodes;

/// <summary>Where processes of the service say that they live. Every member throws <see cref="StoreAwayException"/> while the store can't be reached.</summary>
public interface INodeBook
{
    /// <summary>Writes how a process does, in place of what it said before, and forgets those not seen since an instant.</summary>
    Task SayAsync(NodeStatus status, DateTimeOffset forgetBefore, CancellationToken cancellationToken);

    /// <summary>Takes a process that ends out.</summary>
    Task LeaveAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Those seen since an instant, by name.</summary>
    Task<IReadOnlyList<NodeStatus>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
