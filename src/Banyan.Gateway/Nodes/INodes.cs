using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Nodes;

/// <summary>The processes that make up the service.</summary>
public interface INodes
{
    /// <summary>How long one counts as living after it was last seen. <value>Half a minute.</value></summary>
    static TimeSpan Life { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Name of this one.</summary>
    string Name { get; }

    /// <summary>Those that live, by name.</summary>
    /// <exception cref="StoreAwayException">The store can't be reached.</exception>
    Task<IReadOnlyList<NodeStatus>> ListAsync(CancellationToken cancellationToken);
}
