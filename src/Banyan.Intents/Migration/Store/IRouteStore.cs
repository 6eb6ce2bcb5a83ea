namespace Banyan.Intents.Migration.Store;

/// <summary>Keeps what routes learn and decide, for every node. Implementations throw <see cref="Banyan.Gateway.Spine.StoreAwayException"/> when they can't be reached.</summary>
public interface IRouteStore
{
    /// <summary>Reads the stages of a tenant.</summary>
    Task<IReadOnlyList<StageRow>> ReadStagesAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Reads a tenant's noise, whole counts.</summary>
    Task<IReadOnlyList<NoiseCount>> ReadNoiseAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Finds a person's binding to a side, ended or not; null when there never was one.</summary>
    Task<RouteBinding?> FindBindingAsync(string tenant, string person, string family, CancellationToken cancellationToken);

    /// <summary>Stores a binding in the place of an earlier one of the same person and family.</summary>
    Task BindAsync(RouteBinding binding, CancellationToken cancellationToken);

    /// <summary>Writes a batch in one transaction.</summary>
    Task AddAsync(RouteBatch batch, CancellationToken cancellationToken);

    /// <summary>Reads what a board shows.</summary>
    Task<BoardFacts> ReadBoardAsync(BoardAsk ask, CancellationToken cancellationToken);

    /// <summary>Reads the differences found in one run.</summary>
    Task<IReadOnlyList<ShadowDiff>> ReadDiffsAsync(string tenant, string runId, CancellationToken cancellationToken);

    /// <summary>Removes a tenant's rows that no window reaches any more.</summary>
    Task PruneAsync(string tenant, DateTimeOffset now, CancellationToken cancellationToken);
}
