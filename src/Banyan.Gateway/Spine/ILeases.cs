namespace Banyan.Gateway.Spine;

/// <summary>Names that one holder at a time may hold, across nodes. A name's fence only ever counts up, so a late holder can be told from the present one.</summary>
public interface ILeases
{
    /// <summary>Takes a name that is free or whose holder let it run out.</summary>
    /// <param name="tenant">Whose name.</param>
    /// <param name="name">The name.</param>
    /// <param name="life">How long it is held without being renewed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when someone holds it.</returns>
    Task<Lease?> TryTakeAsync(string tenant, string name, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>Holds it longer.</summary>
    /// <returns>False when it was lost meanwhile.</returns>
    Task<bool> RenewAsync(Lease lease, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>Lets it go; nothing happens when it was lost already.</summary>
    Task ReleaseAsync(Lease lease, CancellationToken cancellationToken);
}
