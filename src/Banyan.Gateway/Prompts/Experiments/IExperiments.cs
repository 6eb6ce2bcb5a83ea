using Banyan.Gateway.Prompts.Statistics;

namespace Banyan.Gateway.Prompts.Experiments;

/// <summary>Experiments on prompts: made, started, ramped, read and stopped. A change serves here at once and on every other node within two seconds.</summary>
/// <remarks>Failures as of <see cref="IPromptEditing"/>, and <c>not_found</c>. Reading throws <see cref="Spine.StoreAwayException"/> while the store is away.</remarks>
public interface IExperiments
{
    /// <summary>Makes a draft.</summary>
    Task<PromptResult<Experiment>> CreateAsync(PromptAuthor author, NewExperiment experiment, CancellationToken cancellationToken);

    /// <summary>Starts a draft; a conflict while another runs in its layer.</summary>
    Task<PromptResult<Experiment>> StartAsync(PromptAuthor author, Guid id, CancellationToken cancellationToken);

    /// <summary>Gives arms new shares. Units move only where an arm gives buckets up.</summary>
    /// <param name="author">Who.</param>
    /// <param name="id">The experiment, a draft or running.</param>
    /// <param name="weights">Shares by arm, 0 to 1, together at most 1; an arm left out keeps its own.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<PromptResult<Experiment>> SetWeightsAsync(PromptAuthor author, Guid id, IReadOnlyDictionary<string, double> weights, CancellationToken cancellationToken);

    /// <summary>Ends an experiment, and publishes an arm's version where one is named.</summary>
    Task<PromptResult<Experiment>> StopAsync(PromptAuthor author, Guid id, string? promote, string? reason, CancellationToken cancellationToken);

    /// <summary>Experiments by id; those that are not the tenant's are left out.</summary>
    Task<IReadOnlyList<Experiment>> ByIdsAsync(string tenant, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Experiments, newest first: of some prompts, null for all; in a status, null for any.</summary>
    Task<IReadOnlyList<Experiment>> ListAsync(string tenant, IReadOnlyCollection<Guid>? promptIds, ExperimentStatus? status, CancellationToken cancellationToken);

    /// <summary>What is known of each arm by now.</summary>
    Task<ExperimentReading> ReadAsync(Experiment experiment, CancellationToken cancellationToken);
}
