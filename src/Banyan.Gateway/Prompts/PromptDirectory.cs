using Banyan.Gateway.Prompts.Experiments;
using Banyan.Gateway.Prompts.Rendering;
using Banyan.Gateway.Prompts.Shelf;
using Banyan.Gateway.Prompts.Store;
using Banyan.Gateway.Prompts.Versions;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Prompts;

/// <summary>Reads and renders prompts from the shelf.</summary>
internal sealed class PromptDirectory(PromptShelf shelves, PromptRenderer renderer, IPromptStore store, TimeProvider time) : IPrompts
{
    /// <inheritdoc />
    public async ValueTask<PromptResult<RenderedPrompt>> RenderAsync(RenderAsk ask, CancellationToken cancellationToken)
    {
        try
        {
            var shelf = shelves.Of(ask.Tenant);
            var (prompt, head, failure) = PromptLocator.Version(shelf, ask.Reference, ask.Label);
            if (failure is not null)
            {
                return failure;
            }

            if (prompt!.ArchivedAt is not null)
            {
                return PromptFailures.NotFound($"prompt {prompt.Name} in use: it is archived");
            }

            var arm = ask.Subject is { } subject && PromptLocator.IsOpen(shelf, ask.Reference, ask.Label) ? ArmChoice.Of(shelf.Running(prompt.Id), prompt, subject, time.GetUtcNow()) : null;
            return await shelves.VersionAsync(shelf, ask.Tenant, arm?.Variant.VersionId ?? head!.Id, cancellationToken) is { } version
                ? ArmOf(await renderer.RenderAsync(shelf, ask, prompt, version, cancellationToken), arm)
                : PromptFailures.NotFound("such version any more");
        }
        catch (StoreAwayException)
        {
            return PromptFailures.Away;
        }
    }

    /// <inheritdoc />
    public Prompt? Find(string tenant, string reference) => PromptLocator.Prompt(shelves.Of(tenant), reference);

    /// <inheritdoc />
    public IReadOnlyList<Prompt> List(string tenant, PromptFilter filter) => [.. shelves.Of(tenant).Prompts.Where(prompt => Fits(prompt, filter))];

    /// <inheritdoc />
    public IReadOnlyDictionary<Guid, Prompt> ByIds(string tenant, IReadOnlyCollection<Guid> ids)
    {
        var shelf = shelves.Of(tenant);
        return ids.Distinct().Select(shelf.Find).OfType<Prompt>().ToDictionary(prompt => prompt.Id);
    }

    /// <inheritdoc />
    public IReadOnlyList<PromptLabel> Labels(string tenant, Guid promptId)
    {
        var shelf = shelves.Of(tenant);
        var labels = shelf.Labels(promptId).ToList();
        Add(PromptLabel.Production, shelf.Active(promptId));
        Add(PromptLabel.Latest, shelf.Heads(promptId).FirstOrDefault());
        return [.. labels.OrderBy(label => label.Label, StringComparer.Ordinal)];

        void Add(string label, VersionHead? head)
        {
            if (head is not null)
            {
                var known = shelf.Version(head.Id)?.Version;
                labels.Add(new PromptLabel(promptId, label, head.Id, false, known?.PublishedBy ?? known?.CreatedBy ?? "banyan", known?.PublishedAt ?? known?.CreatedAt ?? shelf.Find(promptId)!.UpdatedAt));
            }
        }
    }

    /// <inheritdoc />
    public Guid? ActiveVersion(string tenant, Guid promptId) => shelves.Of(tenant).Active(promptId)?.Id;

    /// <inheritdoc />
    public IReadOnlyList<Prompt> UsedBy(string tenant, Guid promptId) => PromptUsers.Of(shelves.Of(tenant), promptId);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyDictionary<Guid, PromptVersion>> VersionsAsync(string tenant, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var shelf = shelves.Of(tenant);
        var found = ids.Distinct().Select(shelf.Version).OfType<ShelfVersion>().ToDictionary(known => known.Version.Id, known => known.Version);
        Guid[] missing = [.. ids.Distinct().Where(id => !found.ContainsKey(id))];
        foreach (var version in await store.VersionsAsync(tenant, missing, cancellationToken))
        {
            found[version.Id] = version;
        }

        return found;
    }

    /// <inheritdoc />
    public async Task<ILookup<Guid, PromptVersion>> VersionsOfAsync(string tenant, IReadOnlyCollection<Guid> promptIds, CancellationToken cancellationToken) =>
        (await store.VersionsOfAsync(tenant, promptIds, cancellationToken)).ToLookup(version => version.PromptId);

    /// <inheritdoc />
    public async Task<PromptResult<PromptDiff>> DiffAsync(string tenant, Guid promptId, int from, int to, CancellationToken cancellationToken)
    {
        var versions = await store.VersionsOfAsync(tenant, [promptId], cancellationToken);
        var (first, second) = (versions.FirstOrDefault(version => version.Number == from), versions.FirstOrDefault(version => version.Number == to));
        return first is null || second is null ? PromptFailures.NotFound($"version {(first is null ? from : to)} of this prompt") : VersionDiff.Of(first, second);
    }

    private static PromptResult<RenderedPrompt> ArmOf(PromptResult<RenderedPrompt> rendered, ArmChoice? arm)
    {
        if (arm is null || rendered.Value is not { } value)
        {
            return rendered;
        }

        var model = arm.Variant.Model ?? value.Config.Model;
        return value with
        {
            Config = value.Config with { Model = model },
            Use = value.Use with { ExperimentId = arm.Experiment.Id, Variant = arm.Variant.Name, UnitHash = arm.UnitHash, Model = model },
        };
    }

    private static bool Fits(Prompt prompt, PromptFilter filter) =>
        prompt.ArchivedAt is not null == filter.IsArchived
        && (filter.Category is null || prompt.Category == filter.Category)
        && filter.Tags.All(tag => prompt.Tags.Contains(tag, StringComparer.Ordinal))
        && (filter.Search is not { Length: > 0 } search
            || prompt.Name.Contains(search, StringComparison.OrdinalIgnoreCase) || prompt.Description?.Contains(search, StringComparison.OrdinalIgnoreCase) == true);
}
