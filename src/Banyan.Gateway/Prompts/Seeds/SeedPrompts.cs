using Banyan.Gateway.Prompts.Files;
using Banyan.Gateway.Prompts.Shelf;
using Banyan.Gateway.Prompts.Store;
using Banyan.Gateway.Prompts.Versions;

namespace Banyan.Gateway.Prompts.Seeds;

/// <summary>The prompts a service begins with, so that there is something to ask, to read and to change.</summary>
internal sealed class SeedPrompts(IPromptStore store, PromptShelf shelf, TimeProvider time)
{
    private const string Tenant = "default", Author = "banyan", Ending = ".prompt";

    /// <summary>Every seed there is.</summary>
    public static IReadOnlyList<PromptFile> All()
    {
        var assembly = typeof(SeedPrompts).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.EndsWith(Ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return PromptFileText.Read(reader.ReadToEnd());
        })];
    }

    /// <summary>Plants them where no prompt ever was. Of two nodes that start together one makes each, published at once.</summary>
    public async Task PlantAsync(CancellationToken cancellationToken)
    {
        if (shelf.Of(Tenant).Revision > 0)
        {
            return;
        }

        foreach (var file in All())
        {
            var now = time.GetUtcNow();
            var prompt = new Prompt
            {
                Id = Guid.CreateVersion7(now),
                Tenant = Tenant,
                Name = file.Name,
                Category = file.Category,
                Description = file.Description,
                Tags = file.Tags,
                CreatedBy = Author,
                CreatedAt = now,
                UpdatedAt = now,
            };
            var version = new PromptVersion
            {
                Id = Guid.CreateVersion7(now),
                PromptId = prompt.Id,
                Number = 1,
                Status = VersionStatus.Active,
                Content = file.Content,
                ContentHash = ContentHash.Of(file.Content),
                Note = "comes with Banyan",
                CreatedBy = Author,
                CreatedAt = now,
            };
            await store.CreateAsync(prompt, version, cancellationToken);
        }

        await shelf.RefreshAsync(cancellationToken);
    }
}
