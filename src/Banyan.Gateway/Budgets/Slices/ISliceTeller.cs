namespace Banyan.Gateway.Budgets.Slices;

/// <summary>Tells the store how the slices of this node stand. A store that is away is told at the next time.</summary>
public interface ISliceTeller
{
    /// <summary>How many slices this node has.</summary>
    int Slices { get; }

    /// <summary>Completes when something is free here that others may wait for.</summary>
    Task Wanted { get; }

    /// <summary>Tells of all slices.</summary>
    Task TellAsync(Telling why);

    /// <summary>Tells of all slices for the last time; those that are still held of are given up by their expiry, or when the node starts again.</summary>
    /// <param name="cancellationToken">Leaves the rest to that.</param>
    Task EndAsync(CancellationToken cancellationToken);
}
