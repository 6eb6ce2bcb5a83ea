using Banyan.Gateway.Prompts.Shelf;
using Banyan.Gateway.Prompts.Statistics;
using Banyan.Gateway.Prompts.Store;
using Banyan.Wire;

namespace Banyan.Gateway.Prompts.Experiments;

/// <summary>Makes, starts, ramps, reads and stops experiments.</summary>
internal sealed class ExperimentKeeper(IExperimentStore store, IPromptEditing editing, PromptSpread spread, TimeProvider time) : IExperiments
{
    private const int MostTries = 5;

    /// <inheritdoc />
    public Task<PromptResult<Experiment>> CreateAsync(PromptAuthor author, NewExperiment experiment, CancellationToken cancellationToken) => spread.RunAsync<Experiment>(
        author.Tenant,
        async () =>
        {
            if (ExperimentCheck.Fault(experiment) is { } wrong)
            {
                return wrong;
            }

            var now = time.GetUtcNow();
            var hasControl = experiment.Variants.Any(variant => variant.IsControl);
            var id = Guid.CreateVersion7(now);
            IReadOnlyList<ExperimentVariant> arms =
                [.. experiment.Variants.Select((variant, at) => new ExperimentVariant(variant.Name, variant.VersionId) { Model = variant.Model, IsControl = hasControl ? variant.IsControl : at == 0 })];
            var made = new Experiment
            {
                Id = id,
                Tenant = author.Tenant,
                PromptId = experiment.PromptId,
                Name = experiment.Name,
                Unit = experiment.Unit,
                Salt = id.ToString("N"),
                Layer = experiment.Layer ?? Experiment.DefaultLayer,
                Targeting = experiment.Targeting,
                Guardrails = experiment.Guardrails,
                Variants = RangePlan.Allocate(arms, [.. experiment.Variants.Select(variant => variant.Weight)]),
                CreatedBy = author.Name,
                CreatedAt = now,
            };
            return await store.CreateAsync(made, cancellationToken) switch
            {
                StoreEnd.Done => made,
                StoreEnd.Taken => PromptFailures.Conflict($"The prompt has an experiment named {experiment.Name}."),
                StoreEnd.Gone or StoreEnd.Stale => PromptFailures.NotFound("such prompt, or one of the versions is not of it"),
            };
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<PromptResult<Experiment>> StartAsync(PromptAuthor author, Guid id, CancellationToken cancellationToken) => ChangeAsync(
        author,
        id,
        known => known.Status == ExperimentStatus.Draft
            ? known with { Status = ExperimentStatus.Running, StartedAt = time.GetUtcNow(), WeightsSince = time.GetUtcNow() }
            : PromptFailures.Conflict("Only a draft is started; to go on with one that ended, make another."),
        cancellationToken);

    /// <inheritdoc />
    public Task<PromptResult<Experiment>> SetWeightsAsync(PromptAuthor author, Guid id, IReadOnlyDictionary<string, double> weights, CancellationToken cancellationToken) => ChangeAsync(
        author,
        id,
        known =>
        {
            if (known.Status is ExperimentStatus.Stopped or ExperimentStatus.Concluded)
            {
                return PromptFailures.Conflict("The experiment has ended.");
            }

            if (weights.Keys.FirstOrDefault(name => known.Variants.All(variant => variant.Name != name)) is { } odd)
            {
                return PromptFailures.Invalid($"The experiment has no arm {odd}.", "weights");
            }

            var shares = known.Variants.Select(variant => weights.TryGetValue(variant.Name, out var weight) ? weight : variant.Weight).ToArray();
            return ExperimentCheck.ShareFault(shares) is { } wrong
                ? wrong
                : known with { Variants = RangePlan.Allocate(known.Variants, shares), WeightsSince = known.StartedAt is null ? null : time.GetUtcNow() };
        },
        cancellationToken);

    /// <inheritdoc />
    public async Task<PromptResult<Experiment>> StopAsync(PromptAuthor author, Guid id, string? promote, string? reason, CancellationToken cancellationToken)
    {
        var winner = (ExperimentVariant?)null;
        var stopped = await ChangeAsync(
            author,
            id,
            known =>
            {
                winner = known.Variants.FirstOrDefault(variant => variant.Name == promote);
                if (promote is not null && winner is null)
                {
                    return PromptFailures.Invalid($"The experiment has no arm {promote}.", "promote");
                }

                return known.Status == ExperimentStatus.Running
                    ? known with { Status = promote is null ? ExperimentStatus.Stopped : ExperimentStatus.Concluded, StoppedAt = time.GetUtcNow(), StopReason = reason, Winner = promote }
                    : PromptFailures.Conflict("The experiment does not run.");
            },
            cancellationToken);
        return stopped.Value is { } ended && winner is not null && await PromoteAsync(author, ended, winner, cancellationToken) is { } failed ? failed : stopped;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Experiment>> ByIdsAsync(string tenant, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => store.ByIdsAsync(tenant, ids, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Experiment>> ListAsync(string tenant, IReadOnlyCollection<Guid>? promptIds, ExperimentStatus? status, CancellationToken cancellationToken) =>
        store.ListAsync(tenant, promptIds, status, cancellationToken);

    /// <inheritdoc />
    public async Task<ExperimentReading> ReadAsync(Experiment experiment, CancellationToken cancellationToken)
    {
        var sums = await store.SumsAsync(experiment.Tenant, experiment.Id, cancellationToken);
        var units = await store.UnitsAsync(experiment.Tenant, experiment.Id, experiment.WeightsSince ?? experiment.CreatedAt, cancellationToken);
        return new ExperimentReading(
            ResultTable.Of(experiment, sums),
            SampleRatio.Probability([.. experiment.Variants.Select(variant => units.GetValueOrDefault(variant.Name))], [.. experiment.Variants.Select(variant => variant.Weight)]));
    }

    // The experiment has ended by now: whoever publishes at the same moment is told apart by the active version.
    private async Task<Failure?> PromoteAsync(PromptAuthor author, Experiment ended, ExperimentVariant winner, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var active = await spread.ActiveAsync(author.Tenant, ended.PromptId, cancellationToken);
            if (active?.Id == winner.VersionId)
            {
                return null;
            }

            var published = await editing.PublishAsync(author, ended.PromptId, winner.VersionId, active?.Number, cancellationToken);
            if (published.Failure is null || published.Failure.Code != "conflict")
            {
                return published.Failure;
            }
        }

        return PromptFailures.Conflict("The experiment has ended, but others keep publishing: publish its winner yourself.");
    }

    private Task<PromptResult<Experiment>> ChangeAsync(PromptAuthor author, Guid id, Func<Experiment, PromptResult<Experiment>> change, CancellationToken cancellationToken) => spread.RunAsync<Experiment>(
        author.Tenant,
        async () =>
        {
            if (await store.ByIdsAsync(author.Tenant, [id], cancellationToken) is not [var known])
            {
                return new Failure(FailureKind.CallerFault, "not_found", "There is no experiment of this id.");
            }

            var changed = change(known);
            if (changed.Value is not { } wanted)
            {
                return changed;
            }

            return await store.SaveAsync(wanted, cancellationToken) switch
            {
                StoreEnd.Done => wanted with { Revision = wanted.Revision + 1 },
                StoreEnd.Taken => PromptFailures.Conflict($"Another experiment runs on this prompt in the layer {wanted.Layer}: stop it first, or take another layer."),
                StoreEnd.Stale => PromptFailures.Conflict("Somebody changed the experiment first; read it again."),
                StoreEnd.Gone => new Failure(FailureKind.CallerFault, "not_found", "There is no experiment of this id."),
            };
        },
        cancellationToken);
}
