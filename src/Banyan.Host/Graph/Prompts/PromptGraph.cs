using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Experiments;
using Banyan.Gateway.Prompts.Files;
using Banyan.Gateway.Prompts.Rendering;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Wire;

namespace Banyan.Host.Graph.Prompts;

/// <summary>Prompts as their makers see them.</summary>
internal static class PromptGraph
{
    /// <summary>What reading asks for.</summary>
    public const string Read = "prompts:read";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<Prompt>("Prompt", "A stored template with versions, of which one at most serves.", Declare);
        graph.Object<PromptLabel>("PromptLabel", "A name that points at a version.", type =>
        {
            type.Field("label: String!", label => label.Label, "Its name.");
            type.Field("version: PromptVersion", (label, context) => VersionGraph.OneAsync(context, label.VersionId), "Where it points.");
            type.Field("protected: Boolean!", label => label.IsProtected, "Whether moving it needs an admin or a second person.");
            type.Field("movedBy: String!", label => label.MovedBy, "Who moved it last.");
            type.Field("movedAt: DateTime!", label => label.MovedAt, "When.");
        });
        graph.Object<RenderedPrompt>("RenderedPrompt", "A prompt with its variables put in.", type =>
        {
            type.Field("messages: JSON!", rendered => Messages(rendered), "What a model would be sent, by role.");
            type.Field("estimatedTokens: Int!", rendered => rendered.EstimatedTokens, "Tokens, estimated.");
            type.Field("version: PromptVersion!", rendered => rendered.Version, "The version that speaks.");
            type.Field("warnings: [String!]!", rendered => rendered.Warnings, "What may not be as meant.");
        });
        graph.Query("prompts(category: String, tags: [String!], search: String, archived: Boolean! = false): [Prompt!]!", List, "Prompts that match, by name.")
            .Arg("category", "Of this category.").Arg("tags", "With all of these.").Arg("search", "Whose name or description has it.").Arg("archived", "Those set aside rather than those in use.").Requires(Read);
        graph.Query("prompt(id: ID!): Prompt", context => Prompts(context).Find(context.Caller().Tenant, context.Arg<string>("id")), "One prompt; null when there is none.").Arg("id", "Its id or name.").Requires(Read);
        graph.Query("renderPrompt(promptId: ID!, variables: JSON!, label: String): RenderedPrompt!", RenderAsync, "A preview: nothing is sent to a model.")
            .Arg("promptId", "An id, name, name@label or name:7.").Arg("variables", "By name.").Arg("label", "Where the reference names none.").Requires(Read);
        graph.Query("exportPrompts(names: [String!], format: String! = \"prompt\"): JSON!", ExportAsync, "Prompts as files of front matter and template: [{name, version, contentHash, text}].").Arg("names", "Which; all in use when left out.").Arg("format", "The form of a file: prompt, the only one.").Requires(Read);
    }

    /// <summary>The prompts' door.</summary>
    public static IPrompts Prompts(FieldContext context) => context.Get<IPrompts>();

    /// <summary>The prompt of a reference.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static Prompt Wanted(FieldContext context, string reference) =>
        Prompts(context).Find(context.Caller().Tenant, reference) ?? throw GraphActs.NotFound($"There is no prompt '{reference}'.");

    private static void Declare(ObjectBuilder<Prompt> type)
    {
        type.Key("id", (ids, context) => ValueTask.FromResult<IReadOnlyList<Prompt>>([.. ids.Select(id => Prompts(context).Find(context.Caller().Tenant, id)).OfType<Prompt>()]), prompt => prompt.Id.ToString("D"));
        type.Key("name", (names, context) => ValueTask.FromResult<IReadOnlyList<Prompt>>([.. names.Select(name => Prompts(context).Find(context.Caller().Tenant, name)).OfType<Prompt>()]), prompt => prompt.Name);
        type.Requires(Read);
        type.Field("id: ID!", prompt => prompt.Id.ToString("D"), "Stable.");
        type.Field("name: String!", prompt => prompt.Name, "As folder/name.");
        type.Field("category: String!", prompt => prompt.Category, "What people sort it under.");
        type.Field("description: String", prompt => prompt.Description, "What it is for.");
        type.Field("tags: [String!]!", prompt => prompt.Tags, "Words to find it by.");
        type.Field("activeVersion: PromptVersion", ActiveAsync, "What callers get; null while none serves.");
        type.Batch("versions: [PromptVersion!]!", VersionsAsync, "Every version, newest first.");
        type.Field("labels: [PromptLabel!]!", (prompt, context) => Prompts(context).Labels(prompt.Tenant, prompt.Id), "Labels, by name.");
        type.Field("usedBy: [Prompt!]!", (prompt, context) => Prompts(context).UsedBy(prompt.Tenant, prompt.Id), "Prompts whose active or labelled versions include this one.");
        type.Field("experiments: [Experiment!]!", (prompt, context) => context.Get<IExperiments>().ListAsync(prompt.Tenant, [prompt.Id], null, context.Cancelled), "Experiments on it, newest first.");
        type.Field("examples(set: String): [PromptExample!]!", ExampleGraph.OfAsync, "What it is tried with, by set, oldest first.").Arg("set", "Only of this set.");
        type.Field("createdBy: String!", prompt => prompt.CreatedBy, "Who made it.");
        type.Field("createdAt: DateTime!", prompt => prompt.CreatedAt, "When.");
        type.Field("updatedAt: DateTime!", prompt => prompt.UpdatedAt, "When its own members changed last.");
        type.Field("archivedAt: DateTime", prompt => prompt.ArchivedAt, "When it was set aside.");
        type.Field("revision: Int!", prompt => prompt.Revision, "Counts up with every change of its own members.");
    }

    private static async ValueTask<PromptVersion?> ActiveAsync(Prompt prompt, FieldContext context) =>
        Prompts(context).ActiveVersion(prompt.Tenant, prompt.Id) is { } id ? await VersionGraph.OneAsync(context, id) : null;

    private static async ValueTask<IReadOnlyList<IEnumerable<PromptVersion>>> VersionsAsync(IReadOnlyList<Prompt> prompts, FieldContext context)
    {
        var found = await Prompts(context).VersionsOfAsync(context.Caller().Tenant, [.. prompts.Select(prompt => prompt.Id).Distinct()], context.Cancelled);
        return [.. prompts.Select(prompt => found[prompt.Id])];
    }

    private static IReadOnlyList<Prompt> List(FieldContext context) => Prompts(context).List(
        context.Caller().Tenant,
        new PromptFilter { Category = context.Arg<string?>("category"), Tags = context.Args<string>("tags"), Search = context.Arg<string?>("search"), IsArchived = context.Arg<bool>("archived") });

    private static async ValueTask<RenderedPrompt> RenderAsync(FieldContext context)
    {
        var ask = new RenderAsk(context.Caller().Tenant, context.Arg<string>("promptId")) { Label = context.Arg<string?>("label"), Variables = context.Arg<System.Text.Json.JsonElement>("variables") };
        return PromptResults.Value(await Prompts(context).RenderAsync(ask, context.Cancelled), "variables");
    }

    private static async ValueTask<object> ExportAsync(FieldContext context)
    {
        if (context.Arg<string>("format") != "prompt")
        {
            throw new RefusedException(new Failure(FailureKind.CallerFault, "invalid_request", "Prompts are exported in the form prompt alone.") { Param = "format" });
        }

        var names = context.Has("names") ? context.Args<string>("names") : null;
        var files = await context.Get<IPromptFiles>().ExportAsync(context.Caller().Tenant, names, context.Cancelled);
        return files.Select(file => new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = file.Name,
            ["version"] = file.Version,
            ["contentHash"] = file.ContentHash,
            ["text"] = file.Text,
        }).ToList();
    }

    private static List<Dictionary<string, object?>> Messages(RenderedPrompt rendered) =>
        [.. rendered.Messages.Select(message => new Dictionary<string, object?>(StringComparer.Ordinal) { ["role"] = message.Role, ["content"] = message.Text })];
}
