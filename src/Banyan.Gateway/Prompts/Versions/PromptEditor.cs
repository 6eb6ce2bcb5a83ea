using Banyan.Gateway.Prompts.Shelf;
using Banyan.Gateway.Prompts.Store;
using Banyan.Wire;

namespace Banyan.Gateway.Prompts.Versions;

/// <summary>Changes prompts: checked here, decided by the store, told to every node.</summary>
internal sealed class PromptEditor(IPromptStore store, PromptShelf shelves, PromptSpread spread, ContentCheck check, TimeProvider time) : IPromptEditing
{
    private const int MostTries = 5;

    /// <inheritdoc />
    public Task<PromptResult<Prompt>> CreateAsync(PromptAuthor author, NewPrompt prompt, CancellationToken cancellationToken) =>
        spread.RunAsync(author.Tenant, () => CreateCoreAsync(author, prompt, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<PromptResult<Prompt>> UpdateAsync(PromptAuthor author, PromptChange change, CancellationToken cancellationToken) => spread.RunAsync<Prompt>(
        author.Tenant,
        async () =>
        {
            if (shelves.Of(author.Tenant).Find(change.PromptId) is not { } known)
            {
                return PromptFailures.NotFound("prompt of this id");
            }

            var now = time.GetUtcNow();
            var changed = known with
            {
                Name = change.Name ?? known.Name,
                Category = change.Category ?? known.Category,
                Description = change.Description is null ? known.Description : change.Description.Length == 0 ? null : change.Description,
                Tags = change.Tags ?? known.Tags,
                ArchivedAt = change.IsArchived switch { true => known.ArchivedAt ?? now, false => null, null => known.ArchivedAt },
                UpdatedAt = now,
                Revision = change.ExpectedRevision,
            };
            if (PromptText.Fault(changed.Name, changed.Category, changed.Description, changed.Tags) is { } wrong)
            {
                return wrong;
            }

            return await store.UpdateAsync(changed, cancellationToken) switch
            {
                StoreEnd.Done => changed with { Revision = change.ExpectedRevision + 1 },
                StoreEnd.Taken => PromptFailures.Conflict($"The name {changed.Name} is taken."),
                StoreEnd.Stale => PromptFailures.Conflict("Somebody changed the prompt first; read it again."),
                StoreEnd.Gone => PromptFailures.NotFound("prompt of this id"),
            };
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<PromptResult<PromptVersion>> AddVersionAsync(PromptAuthor author, Guid promptId, PromptContent content, string? note, CancellationToken cancellationToken) => spread.RunAsync<PromptVersion>(
        author.Tenant,
        async () =>
        {
            if (await check.FaultsAsync(author.Tenant, shelves.Of(author.Tenant).Find(promptId), content, cancellationToken) is { Count: > 0 } faults)
            {
                return PromptFailures.Content<PromptVersion>(faults);
            }

            var added = await store.AddVersionAsync(author.Tenant, Make(author, promptId, content, note), cancellationToken);
            return added is null ? PromptFailures.NotFound("prompt of this id") : added;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<PromptResult<PromptVersion>> EditVersionAsync(PromptAuthor author, Guid versionId, string expectedHash, PromptContent content, string? note, CancellationToken cancellationToken) =>
        OnVersionAsync(
            author,
            versionId,
            async known =>
            {
                if (await check.FaultsAsync(author.Tenant, shelves.Of(author.Tenant).Find(known.PromptId), content, cancellationToken) is { Count: > 0 } faults)
                {
                    return PromptFailures.Content<PromptVersion>(faults);
                }

                var changed = known with { Content = content, ContentHash = ContentHash.Of(content), Note = note ?? known.Note, Approvals = [] };
                return End(await store.EditDraftAsync(author.Tenant, changed, expectedHash, cancellationToken), changed, "Somebody changed the draft first, or it is a draft no more; read it again.");
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<PromptResult<PromptVersion>> ApproveAsync(PromptAuthor author, Guid versionId, CancellationToken cancellationToken) => OnVersionAsync(
        author,
        versionId,
        async known => known.CreatedBy == author.Name
            ? new Failure(FailureKind.NotAllowed, "not_allowed", "Nobody approves a version of their own; ask a second person.")
            : End(
                await store.ApproveAsync(author.Tenant, versionId, author.Name, time.GetUtcNow(), cancellationToken),
                known with { Approvals = [.. known.Approvals.Append(author.Name).Distinct(StringComparer.Ordinal)] },
                ""),
        cancellationToken);

    /// <inheritdoc />
    public Task<PromptResult<PromptVersion>> PublishAsync(PromptAuthor author, Guid promptId, Guid versionId, int? expectedActive, CancellationToken cancellationToken) => OnVersionAsync(
        author,
        versionId,
        async known =>
        {
            if (await check.FaultsAsync(author.Tenant, shelves.Of(author.Tenant).Find(promptId), known.Content, cancellationToken) is { Count: > 0 } faults)
            {
                return PromptFailures.Content<PromptVersion>(faults);
            }

            var now = time.GetUtcNow();
            return End(
                await store.ActivateAsync(new Activation(author.Tenant, promptId, versionId, expectedActive, author.Name, now), cancellationToken),
                known with { Status = VersionStatus.Active, PublishedAt = now, PublishedBy = author.Name },
                $"The active version is not {(expectedActive is { } number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : "none")} any more: somebody published first. Read the prompt again.");
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<PromptResult<PromptVersion>> RollbackAsync(PromptAuthor author, Guid promptId, int toVersion, CancellationToken cancellationToken) => spread.RunAsync<PromptVersion>(
        author.Tenant,
        async () =>
        {
            for (var tries = 0; tries < MostTries; tries++)
            {
                var versions = await store.VersionsOfAsync(author.Tenant, [promptId], cancellationToken);
                if (versions.FirstOrDefault(version => version.Number == toVersion) is not { } wanted)
                {
                    return PromptFailures.NotFound($"version {toVersion} of this prompt");
                }

                if (wanted.PublishedAt is null)
                {
                    return PromptFailures.Conflict($"Version {toVersion} was never active; publish it instead.");
                }

                var now = time.GetUtcNow();
                var activation = new Activation(author.Tenant, promptId, wanted.Id, versions.FirstOrDefault(version => version.Status == VersionStatus.Active)?.Number, author.Name, now);
                if (await store.ActivateAsync(activation, cancellationToken) == StoreEnd.Done)
                {
                    return wanted with { Status = VersionStatus.Active, PublishedAt = now, PublishedBy = author.Name };
                }
            }

            return PromptFailures.Conflict("Others keep publishing; try again.");
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<PromptResult<PromptVersion>> DeprecateAsync(PromptAuthor author, Guid versionId, CancellationToken cancellationToken) => OnVersionAsync(
        author, versionId, async known => End(await store.DeprecateAsync(author.Tenant, versionId, cancellationToken), known with { Status = VersionStatus.Deprecated }, ""), cancellationToken);

    /// <inheritdoc />
    public Task<PromptResult<PromptLabel>> SetLabelAsync(PromptAuthor author, Guid promptId, string label, Guid versionId, bool? isProtected, CancellationToken cancellationToken) => spread.RunAsync<PromptLabel>(
        author.Tenant,
        async () =>
        {
            if (!PromptNames.IsLabel(label) || label is PromptLabel.Production or PromptLabel.Latest)
            {
                return PromptFailures.Invalid("A label is a word of small letters, digits, - _ and .; production and latest move by themselves.", "label");
            }

            var known = shelves.Of(author.Tenant).Labels(promptId).FirstOrDefault(one => one.Label == label);
            var versions = await store.VersionsAsync(author.Tenant, [versionId], cancellationToken);
            if (versions.Count == 0 || versions[0].PromptId != promptId)
            {
                return PromptFailures.NotFound("version of this id in the prompt");
            }

            if ((known?.IsProtected == true || isProtected == true) && !author.IsAdmin && versions[0].Approvals.Count == 0)
            {
                return new Failure(FailureKind.NotAllowed, "not_allowed", $"The label {label} is protected: it moves to a version that a second person approved, or by an administrator.");
            }

            if (known?.IsProtected == true && isProtected == false && !author.IsAdmin)
            {
                return new Failure(FailureKind.NotAllowed, "not_allowed", "Only an administrator takes the protection of a label away.");
            }

            var moved = new PromptLabel(promptId, label, versionId, isProtected ?? known?.IsProtected ?? false, author.Name, time.GetUtcNow());
            return await store.MoveLabelAsync(author.Tenant, moved, cancellationToken) == StoreEnd.Done ? moved : PromptFailures.NotFound("version of this id in the prompt");
        },
        cancellationToken);

    private async Task<PromptResult<Prompt>> CreateCoreAsync(PromptAuthor author, NewPrompt wanted, CancellationToken cancellationToken)
    {
        if (PromptText.Fault(wanted.Name, wanted.Category, wanted.Description, wanted.Tags) is { } wrong)
        {
            return wrong;
        }

        if (wanted.First is { } content && await check.FaultsAsync(author.Tenant, null, content, cancellationToken) is { Count: > 0 } faults)
        {
            return PromptFailures.Content<Prompt>(faults);
        }

        var now = time.GetUtcNow();
        var prompt = new Prompt
        {
            Id = Guid.CreateVersion7(now),
            Tenant = author.Tenant,
            Name = wanted.Name,
            Category = wanted.Category,
            Description = wanted.Description,
            Tags = wanted.Tags,
            CreatedBy = author.Name,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var first = wanted.First is null ? null : Make(author, prompt.Id, wanted.First, wanted.Note);
        return await store.CreateAsync(prompt, first, cancellationToken) ? prompt : PromptFailures.Conflict($"The name {wanted.Name} is taken.");
    }

    private Task<PromptResult<PromptVersion>> OnVersionAsync(PromptAuthor author, Guid versionId, Func<PromptVersion, Task<PromptResult<PromptVersion>>> work, CancellationToken cancellationToken) =>
        spread.RunAsync(
            author.Tenant,
            async () => await store.VersionsAsync(author.Tenant, [versionId], cancellationToken) is [var known] ? await work(known) : PromptFailures.NotFound("version of this id"),
            cancellationToken);

    private PromptVersion Make(PromptAuthor author, Guid promptId, PromptContent content, string? note)
    {
        var now = time.GetUtcNow();
        return new PromptVersion
        {
            Id = Guid.CreateVersion7(now),
            PromptId = promptId,
            Number = 0,
            Status = VersionStatus.Draft,
            Content = content,
            ContentHash = ContentHash.Of(content),
            Note = note,
            CreatedBy = author.Name,
            CreatedAt = now,
        };
    }

    private static PromptResult<PromptVersion> End(StoreEnd end, PromptVersion done, string stale) => end switch
    {
        StoreEnd.Done => done,
        StoreEnd.Stale or StoreEnd.Taken => PromptFailures.Conflict(stale),
        StoreEnd.Gone => PromptFailures.NotFound("version of this id"),
    };
}
