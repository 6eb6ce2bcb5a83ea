using Banyan.Gateway.Prompts.Rendering;
using Banyan.Gateway.Prompts.Shelf;
using Banyan.Gateway.Prompts.Templates;
using Banyan.Gateway.Prompts.Variables;
using Banyan.Wire.Schemas;

namespace Banyan.Gateway.Prompts.Versions;

/// <summary>What must hold before a content is kept: it can be read, its partials are there, every placeholder is declared and every variable used.</summary>
internal sealed class ContentCheck(PromptShelf shelves)
{
    /// <summary>Every fault of a content; empty when it can be kept.</summary>
    public async ValueTask<IReadOnlyList<SchemaFault>> FaultsAsync(string tenant, Prompt? prompt, PromptContent content, CancellationToken cancellationToken)
    {
        var shelf = shelves.Of(tenant);
        var (compiled, faults) = PromptCompiler.Compile(content);
        if (faults.Count > 0)
        {
            return faults;
        }

        var partials = await PartialSet.FindAsync(shelves, shelf, tenant, prompt, compiled, cancellationToken);
        if (partials.Faults.Count > 0)
        {
            return partials.Faults;
        }

        var all = new List<SchemaFault>();
        var declared = partials.Declared(content).ToDictionary(variable => variable.Name, StringComparer.Ordinal);
        var own = compiled.Messages.SelectMany(message => message.Template?.Paths ?? []).Where(path => path.IsVariable).ToList();
        var deepest = compiled.Messages.Select(message => message.Template).OfType<Template>().Select(template => Depth(template, partials)).DefaultIfEmpty().Max();
        if (deepest > Template.MostDepth)
        {
            all.Add(new SchemaFault("$.template", "depth", $"blocks and partials together go {deepest} deep, at most {Template.MostDepth} are right."));
        }

        foreach (var name in own.Select(path => path.Root).Distinct(StringComparer.Ordinal))
        {
            AddPlaceholder(all, name, declared.GetValueOrDefault(name));
        }

        var used = own.Concat(partials.Found.Values.SelectMany(partial => partial.Compiled.Text!.Paths)).Select(path => path.Root)
            .Concat(compiled.Messages.Select(message => message.Insert).OfType<string>()).ToHashSet(StringComparer.Ordinal);
        all.AddRange(content.Variables.Where(variable => !used.Contains(variable.Name)).Select(variable => new SchemaFault("$.variables." + variable.Name, "unused", "no placeholder uses it.")));
        return all;
    }

    private static void AddPlaceholder(List<SchemaFault> all, string name, PromptVariable? variable)
    {
        if (variable is null)
        {
            all.Add(new SchemaFault("$.template", "undeclared", $"{{{{{name}}}}} is not declared as a variable; a member of a list's element is written this.{name}."));
        }
        else if (variable.Type == VariableType.Messages)
        {
            all.Add(new SchemaFault("$.template", "type", $"{{{{{name}}}}} holds messages, which stand between messages, as {{\"insert\": \"{name}\"}}."));
        }
    }

    // No deeper than this, whatever the values: a partial counts at the deepest place of what includes it.
    private static int Depth(Template template, PartialSet partials) =>
        template.Depth + template.Partials.Select(partials.Text).OfType<Template>().Select(partial => 1 + Depth(partial, partials)).DefaultIfEmpty().Max();
}
