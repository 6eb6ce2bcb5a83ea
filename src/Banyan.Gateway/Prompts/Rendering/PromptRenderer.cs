using System.Text;
using System.Text.Json;
using Banyan.Gateway.Prompts.Shelf;
using Banyan.Gateway.Prompts.Templates;
using Banyan.Gateway.Prompts.Variables;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Prompts.Rendering;

/// <summary>Puts values into a version.</summary>
internal sealed class PromptRenderer(PromptShelf shelves)
{
    /// <summary>Renders a version of a prompt.</summary>
    public async ValueTask<PromptResult<RenderedPrompt>> RenderAsync(TenantShelf shelf, RenderAsk ask, Prompt prompt, ShelfVersion version, CancellationToken cancellationToken)
    {
        var compiled = version.Compiled;
        var partials = await PartialSet.FindAsync(shelves, shelf, ask.Tenant, prompt, compiled, cancellationToken);
        if (partials.Faults.Count > 0)
        {
            return PromptFailures.Content<RenderedPrompt>(partials.Faults);
        }

        var declared = partials.Declared(version.Version.Content);
        var (values, faults) = VariableValues.Read(declared, ask.Variables);
        if (faults.Count > 0)
        {
            return PromptFailures.Variables<RenderedPrompt>(faults);
        }

        var writer = new TemplateWriter(Values(declared, values), partials.Text);
        var messages = Write(writer, compiled, values);
        if (writer.Problem is { } problem)
        {
            return new Failure(FailureKind.TooLarge, "too_large", "The prompt can't be rendered. " + problem) { Param = "variables" };
        }

        return new RenderedPrompt(prompt, version.Version, messages)
        {
            Config = compiled.Config,
            Use = new PromptUse(prompt.Id, version.Version.Id, prompt.Name, version.Version.Number)
            {
                Category = prompt.Category,
                Model = compiled.Config.Model,
                Requires = compiled.Requirements.Capabilities,
                LeastContext = compiled.Requirements.LeastContext,
            },
            EstimatedTokens = Estimate(messages),
            Warnings = [.. partials.Found.Values.Select(found => shelf.Find(found.Version.PromptId)).OfType<Prompt>().Where(found => found.ArchivedAt is not null).Select(found => $"The partial {found.Name} is archived.")],
        };
    }

    private static List<RenderedMessage> Write(TemplateWriter writer, CompiledPrompt compiled, IReadOnlyDictionary<string, JsonElement> values)
    {
        var messages = new List<RenderedMessage>(compiled.Messages.Count);
        foreach (var shape in compiled.Messages)
        {
            if (shape.Template is { } template)
            {
                var (text, files) = writer.Write(template);
                messages.Add(new RenderedMessage(shape.Role, text, files));
            }
            else if (values.TryGetValue(shape.Insert!, out var turns))
            {
                // The variable's type admits the roles user and assistant alone.
                messages.AddRange(turns.EnumerateArray().Select(turn => new RenderedMessage(turn.Text("role")!, turn.Text("content")!, [])));
            }
        }

        return messages;
    }

    private static Dictionary<string, TemplateValue> Values(IReadOnlyCollection<PromptVariable> declared, IReadOnlyDictionary<string, JsonElement> values)
    {
        var read = new Dictionary<string, TemplateValue>(StringComparer.Ordinal);
        foreach (var variable in declared.Where(variable => values.ContainsKey(variable.Name)))
        {
            var value = values[variable.Name];
            read[variable.Name] = variable.Type == VariableType.File
                ? TemplateValue.Of(new RenderedFile(value.Text("name") ?? "file", value.Text("mediaType")!, value.Text("data"), value.Text("url")))
                : TemplateValue.Of(value);
        }

        return read;
    }

    private static int Estimate(List<RenderedMessage> messages)
    {
        var images = messages.Sum(message => message.Files.Count(file => file.MediaType.StartsWith("image/", StringComparison.Ordinal)));
        return Estimator.InputTokens(messages.Sum(message => Encoding.UTF8.GetByteCount(message.Text)), images);
    }
}
