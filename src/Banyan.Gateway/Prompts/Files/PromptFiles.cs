using Banyan.Gateway.Prompts.Versions;

namespace Banyan.Gateway.Prompts.Files;

/// <summary>Writes and takes in prompts as files.</summary>
internal sealed class PromptFiles(IPrompts prompts, IPromptEditing editing, ContentCheck check) : IPromptFiles
{
    private const int MostFiles = 500;

    /// <inheritdoc />
    public async Task<IReadOnlyList<ExportedPrompt>> ExportAsync(string tenant, IReadOnlyCollection<string>? names, CancellationToken cancellationToken)
    {
        Prompt[] wanted = [.. names is null ? prompts.List(tenant, new PromptFilter()) : names.Select(name => prompts.Find(tenant, name)).OfType<Prompt>().DistinctBy(prompt => prompt.Id)];
        var versions = await prompts.VersionsOfAsync(tenant, [.. wanted.Select(prompt => prompt.Id)], cancellationToken);
        return
        [
            .. from prompt in wanted.OrderBy(prompt => prompt.Name, StringComparer.Ordinal)
               let version = versions[prompt.Id].FirstOrDefault(version => version.Status == VersionStatus.Active) ?? versions[prompt.Id].FirstOrDefault()
               where version is not null
               select new ExportedPrompt(prompt.Name, version.Number, version.ContentHash, PromptFileText.Write(FileOf(prompt, version.Content))),
        ];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ImportedPrompt>> ImportAsync(PromptAuthor author, IReadOnlyList<ImportFile> files, bool isDryRun, CancellationToken cancellationToken)
    {
        if (files.Count > MostFiles)
        {
            return [new ImportedPrompt("", ImportChange.Faulty, null, null, $"At most {MostFiles} files are taken at once.")];
        }

        var plans = new List<Plan>();
        foreach (var file in files)
        {
            plans.Add(await PlanAsync(author, file, plans, cancellationToken));
        }

        if (!isDryRun && plans.TrueForAll(plan => plan.Told.Change is not (ImportChange.Drifted or ImportChange.Faulty)))
        {
            for (var i = 0; i < plans.Count; i++)
            {
                plans[i] = plans[i] with { Told = await DoAsync(author, plans[i], cancellationToken) };
            }
        }

        return [.. plans.Select(plan => plan.Told)];
    }

    private static PromptFile FileOf(Prompt prompt, PromptContent content) => new(prompt.Name, prompt.Category, content) { Description = prompt.Description, Tags = prompt.Tags };

    private async Task<Plan> PlanAsync(PromptAuthor author, ImportFile file, List<Plan> before, CancellationToken cancellationToken)
    {
        PromptFile read;
        try
        {
            read = PromptFileText.Read(file.Text);
        }
        catch (FormatException wrong)
        {
            return new Plan(null, null, new ImportedPrompt("", ImportChange.Faulty, null, null, wrong.Message));
        }

        if (before.Exists(plan => plan.File?.Name == read.Name))
        {
            return new Plan(null, null, new ImportedPrompt(read.Name, ImportChange.Faulty, null, null, "Two files have this name."));
        }

        var (hash, known) = (ContentHash.Of(read.Content), prompts.Find(author.Tenant, read.Name));
        var newest = known is null ? null : (await prompts.VersionsOfAsync(author.Tenant, [known.Id], cancellationToken))[known.Id].FirstOrDefault();
        if (newest?.ContentHash == hash)
        {
            return new Plan(read, known, new ImportedPrompt(read.Name, ImportChange.Same, newest.Number, hash, null));
        }

        if (newest is not null && newest.ContentHash != file.BaseHash)
        {
            var problem = file.BaseHash is null
                ? $"There is version {newest.Number}, of which the file knows nothing: pull first."
                : $"Version {newest.Number} came after the one the file was made from: pull, then make the change again.";
            return new Plan(read, known, new ImportedPrompt(read.Name, ImportChange.Drifted, newest.Number, newest.ContentHash, problem));
        }

        var faults = PromptText.Fault(read.Name, read.Category, read.Description, read.Tags) is { } wrongText
            ? wrongText.Message
            : string.Join(" ", (await check.FaultsAsync(author.Tenant, known, read.Content, cancellationToken)).Select(fault => $"{fault.Path}: {fault.Message}"));
        return new Plan(read, known, faults.Length > 0
            ? new ImportedPrompt(read.Name, ImportChange.Faulty, null, null, faults)
            : new ImportedPrompt(read.Name, known is null ? ImportChange.Created : ImportChange.Drafted, (newest?.Number ?? 0) + 1, hash, null));
    }

    private async Task<ImportedPrompt> DoAsync(PromptAuthor author, Plan plan, CancellationToken cancellationToken)
    {
        if (plan.File is not { } file || plan.Told.Change == ImportChange.Same)
        {
            return plan.Told;
        }

        const string Note = "from a file";
        if (plan.Known is { } known)
        {
            var added = await editing.AddVersionAsync(author, known.Id, file.Content, Note, cancellationToken);
            return added.Value is { } version ? plan.Told with { Version = version.Number } : plan.Told with { Change = ImportChange.Faulty, Problem = added.Failure!.Message };
        }

        var made = await editing.CreateAsync(author, new NewPrompt(file.Name, file.Category) { Description = file.Description, Tags = file.Tags, First = file.Content, Note = Note }, cancellationToken);
        return made.Failure is { } failure ? plan.Told with { Change = ImportChange.Faulty, Problem = failure.Message } : plan.Told;
    }

    private sealed record Plan(PromptFile? File, Prompt? Known, ImportedPrompt Told);
}
