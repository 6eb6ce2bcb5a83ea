namespace Banyan.Gateway.Routing.Learning;

/// <summary>Where what was seen of models is kept, hour by hour. Every member may throw <see cref="Spine.StoreAwayException"/>.</summary>
public interface IModelStatsStore
{
    /// <summary>Adds to the hours; all of it or nothing.</summary>
    Task AddAsync(IReadOnlyList<ModelStat> seen, CancellationToken cancellationToken);

    /// <summary>Reads the hours since an instant.</summary>
    Task<IReadOnlyList<ModelStat>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Who gave an answer, by its record; null when the tenant has none of this id.</summary>
    Task<RecentAnswer?> WhoAnsweredAsync(string tenant, Guid request, CancellationToken cancellationToken);

    /// <summary>Forgets the hours before an instant.</summary>
    Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
