using Banyan.Gateway.Prompts.Experiments;
using Banyan.Gateway.Prompts.Metrics;
using Banyan.Gateway.Prompts.Statistics;

namespace Banyan.Gateway.Prompts.Store;

/// <summary>Where experiments, counts and feedback are kept. Every member throws <see cref="Spine.StoreAwayException"/> while the store can't be reached.</summary>
public interface IExperimentStore
{
    /// <summary>Adds an experiment; <see cref="StoreEnd.Taken"/> when the prompt has one of this name, <see cref="StoreEnd.Gone"/> when prompt or versions are not the tenant's.</summary>
    Task<StoreEnd> CreateAsync(Experiment experiment, CancellationToken cancellationToken);

    /// <summary>Writes status and shares of an experiment whose revision is still the one it has, counted up; <see cref="StoreEnd.Taken"/> when it would run beside another in its layer.</summary>
    Task<StoreEnd> SaveAsync(Experiment experiment, CancellationToken cancellationToken);

    /// <summary>Reads experiments by id.</summary>
    Task<IReadOnlyList<Experiment>> ByIdsAsync(string tenant, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Reads experiments, newest first; null asks for all prompts, for any status.</summary>
    Task<IReadOnlyList<Experiment>> ListAsync(string tenant, IReadOnlyCollection<Guid>? promptIds, ExperimentStatus? status, CancellationToken cancellationToken);

    /// <summary>Adds what was counted; all of it or nothing.</summary>
    Task AddAsync(TallyBatch batch, CancellationToken cancellationToken);

    /// <summary>What an experiment's arms made by now, in every metric.</summary>
    Task<IReadOnlyList<ArmSums>> SumsAsync(string tenant, Guid experimentId, CancellationToken cancellationToken);

    /// <summary>Units by arm that were seen since an instant.</summary>
    Task<IReadOnlyDictionary<string, long>> UnitsAsync(string tenant, Guid experimentId, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>What versions did in the hours from one instant up to, not including, another; versions without calls and scores are left out.</summary>
    Task<IReadOnlyList<VersionSums>> PerformanceAsync(string tenant, IReadOnlyCollection<Guid> versionIds, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Means of the scores given to answers, by request; those nobody scored are left out.</summary>
    Task<IReadOnlyDictionary<Guid, double>> ScoresAsync(string tenant, IReadOnlyCollection<Guid> requestIds, CancellationToken cancellationToken);

    /// <summary>Keeps a score; a second one by the same person takes the place of the first.</summary>
    /// <returns>False when the tenant has no such request.</returns>
    Task<bool> KeepAsync(Feedback feedback, CancellationToken cancellationToken);

    /// <summary>Forgets which request was composed from what, before an instant. Counts and scores stay.</summary>
    Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
