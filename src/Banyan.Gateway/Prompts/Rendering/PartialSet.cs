using Banyan.Gateway.Prompts.Shelf;
using Banyan.Gateway.Prompts.Templates;
using Banyan.Gateway.Prompts.Variables;
using Banyan.Wire.Schemas;

namespace Banyan.Gateway.Prompts.Rendering;

/// <summary>The prompts a content includes, and those they include in turn.</summary>
internal sealed class PartialSet
{
    private readonly Dictionary<string, ShelfVersion> _found = new(StringComparer.Ordinal);
    private readonly List<SchemaFault> _faults = [];

    private PartialSet()
    {
    }

    /// <summary>What is wrong with them; empty when nothing is.</summary>
    public IReadOnlyList<SchemaFault> Faults => _faults;

    /// <summary>Versions by the reference that names them.</summary>
    public IReadOnlyDictionary<string, ShelfVersion> Found => _found;

    /// <summary>A partial's template; null when there is none.</summary>
    public Template? Text(string reference) => _found.GetValueOrDefault(reference)?.Compiled.Text;

    /// <summary>Finds them all.</summary>
    /// <param name="shelves">Where versions are fetched.</param>
    /// <param name="shelf">The tenant's prompts.</param>
    /// <param name="tenant">Whose.</param>
    /// <param name="prompt">The prompt the content belongs to; null while it has none.</param>
    /// <param name="compiled">The content.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<PartialSet> FindAsync(PromptShelf shelves, TenantShelf shelf, string tenant, Prompt? prompt, CompiledPrompt compiled, CancellationToken cancellationToken)
    {
        var set = new PartialSet();
        await set.AddAsync(new Search(shelves, shelf, tenant), compiled, prompt is null ? [] : [prompt.Id], cancellationToken);
        return set;
    }

    /// <summary>What a call must give: a content's own variables, and those of its partials that it does not declare itself.</summary>
    public IReadOnlyCollection<PromptVariable> Declared(PromptContent content)
    {
        if (_found.Count == 0)
        {
            return content.Variables;
        }

        var all = new Dictionary<string, PromptVariable>(StringComparer.Ordinal);
        foreach (var variable in content.Variables.Concat(_found.Values.SelectMany(partial => partial.Version.Content.Variables)))
        {
            all.TryAdd(variable.Name, variable);
        }

        return all.Values;
    }

    private async ValueTask AddAsync(Search search, CompiledPrompt compiled, IReadOnlyList<Guid> path, CancellationToken cancellationToken)
    {
        foreach (var reference in compiled.Partials)
        {
            var (prompt, head, failure) = PromptLocator.Version(search.Shelf, reference, null);
            if (failure is not null)
            {
                Fault(reference, failure.Message);
            }
            else if (path.Contains(prompt!.Id))
            {
                Fault(reference, "it includes itself, directly or through another prompt.");
            }
            else if (path.Count >= Template.MostDepth)
            {
                Fault(reference, $"partials go at most {Template.MostDepth} deep.");
            }
            else if (await search.Shelves.VersionAsync(search.Shelf, search.Tenant, head!.Id, cancellationToken) is not { Compiled.Text: not null } version)
            {
                Fault(reference, "a prompt made of messages can't be included in a text.");
            }
            else
            {
                _found[reference] = version;
                await AddAsync(search, version.Compiled, [.. path, prompt.Id], cancellationToken);
            }
        }
    }

    private void Fault(string reference, string message) => _faults.Add(new SchemaFault("$.template", "partial", $"{{{{> {reference}}}}}: {message}"));

    private readonly record struct Search(PromptShelf Shelves, TenantShelf Shelf, string Tenant);
}
