using System.Globalization;
using System.Text.Json;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Files;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Prompts;

/// <summary>Making prompts, versions and labels; publishing and rolling back. Each act is written to the audit log.</summary>
internal static class PromptMutations
{
    /// <summary>How a version is named.</summary>
    public const string VersionWords = "The version: its id, or its prompt's name and its number, as team/greet:7.";

    private const string Write = "prompts:write", Publish = "prompts:publish";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Mutation("createPrompt(input: CreatePromptInput!): Prompt!", CreateAsync, "Makes a prompt.").Arg("input", "The prompt.").Requires(Write);
        graph.Mutation("updatePrompt(input: UpdatePromptInput!): Prompt!", UpdateAsync, "Changes a prompt's own members.").Arg("input", "The change.").Requires(Write);
        graph.Mutation("createPromptVersion(input: PromptVersionInput!): PromptVersion!", AddAsync, "Adds a draft under the next number.").Arg("input", "The version.").Requires(Write);
        graph.Mutation("approvePromptVersion(versionId: ID!): PromptVersion!", ApproveAsync, "Approves a version, which its maker can't.").Arg("versionId", VersionWords).Requires(Publish);
        graph.Mutation("publishPromptVersion(promptId: ID!, versionId: ID!, expectedActiveVersion: Int, reason: String): PromptVersion!", PublishAsync, "Makes a version serve, if the one that serves is still the expected; on every node within two seconds.")
            .Arg("promptId", "The prompt's id or name.").Arg("versionId", VersionWords).Arg("expectedActiveVersion", "Number of the version that serves now; left out when none does.").Arg("reason", "Why.").Requires(Publish);
        graph.Mutation("rollbackPrompt(promptId: ID!, toVersion: Int!, reason: String!): PromptVersion!", RollbackAsync, "Makes a version serve that served before, whatever serves now.")
            .Arg("promptId", "The prompt's id or name.").Arg("toVersion", "Its number.").Arg("reason", "Why.").Requires(Publish);
        graph.Mutation("deprecatePromptVersion(versionId: ID!): PromptVersion!", DeprecateAsync, "Sets a version aside; of the one that serves this takes the prompt out of service.").Arg("versionId", VersionWords).Requires(Publish);
        graph.Mutation("setPromptLabel(promptId: ID!, label: String!, versionId: ID!, protected: Boolean): PromptLabel!", LabelAsync, "Points a label at a version.")
            .Arg("promptId", "The prompt's id or name.").Arg("label", "The label; production and latest move by themselves.").Arg("versionId", VersionWords).Arg("protected", "Whether it is protected from now on.").Requires(Write);
        graph.Mutation("importPrompts(files: JSON!, dryRun: Boolean! = true): JSON!", ImportAsync, "Takes files in: [{text, baseHash}]; tells what became of each, and writes nothing when one is faulty or drifted.")
            .Arg("files", "The files, each with the hash of the version it was made from.").Arg("dryRun", "Whether only what would be done is told.").Requires(Write);
        graph.Mutation("submitFeedback(requestId: ID!, score: Float!, comment: String): Boolean!", ScoreAsync, "Says how good an answer was; a second score by the same person takes the place of the first.")
            .Arg("requestId", "The request that was answered.").Arg("score", "0 to 1.").Arg("comment", "At most 2,000 characters.").Requires("chat");
    }

    /// <summary>Who acts.</summary>
    public static PromptAuthor Author(FieldContext context)
    {
        var caller = context.Caller();
        return new PromptAuthor(caller.Tenant, $"key:{caller.KeyId}", caller.Grants.May("*"));
    }

    /// <summary>An id as given.</summary>
    public static Guid Id(FieldContext context, string argument) => Guid.TryParse(context.Arg<string>(argument), out var id) ? id : throw GraphActs.NotFound($"There is nothing with the id '{context.Arg<string>(argument)}'.");

    /// <summary>The version an argument <c>versionId</c> names.</summary>
    public static ValueTask<Guid> VersionIdAsync(FieldContext context) => VersionIdAsync(context, context.Arg<string>("versionId"));

    /// <summary>The version of a reference: an id, or a prompt's name and a number.</summary>
    public static async ValueTask<Guid> VersionIdAsync(FieldContext context, string reference)
    {
        if (reference.Split(':') is [var name, var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var prompt = PromptGraph.Wanted(context, name);
            var versions = (await PromptGraph.Prompts(context).VersionsOfAsync(prompt.Tenant, [prompt.Id], context.Cancelled))[prompt.Id];
            return versions.FirstOrDefault(version => version.Number == number)?.Id ?? throw GraphActs.NotFound($"The prompt '{name}' has no version {number}.");
        }

        return Guid.TryParse(reference, out var id) ? id : throw GraphActs.NotFound($"There is nothing with the id '{reference}'.");
    }

    private static IPromptEditing Editing(FieldContext context) => context.Get<IPromptEditing>();

    private static async ValueTask<Prompt> CreateAsync(FieldContext context)
    {
        var prompt = PromptResults.Value(await Editing(context).CreateAsync(Author(context), context.Arg<NewPrompt>("input"), context.Cancelled), "input");
        await context.AuditAsync("createPrompt", $"prompt:{prompt.Name}", new(StringComparer.Ordinal));
        return prompt;
    }

    private static async ValueTask<Prompt> UpdateAsync(FieldContext context)
    {
        var input = context.Arg<InputFields>("input");
        var change = new PromptChange(PromptGraph.Wanted(context, input.Text("id")!).Id, input.Int("expectedRevision")!.Value)
        {
            Name = input.Text("name"),
            Category = input.Text("category"),
            Description = input.Text("description"),
            Tags = input.Has("tags") ? input.List<string>("tags") : null,
            IsArchived = input.Bool("archived"),
        };
        var prompt = PromptResults.Value(await Editing(context).UpdateAsync(Author(context), change, context.Cancelled), "input");
        await context.AuditAsync("updatePrompt", $"prompt:{prompt.Name}", new(StringComparer.Ordinal) { ["revision"] = prompt.Revision.ToString(CultureInfo.InvariantCulture) });
        return prompt;
    }

    private static async ValueTask<PromptVersion> AddAsync(FieldContext context)
    {
        var given = context.Arg<VersionGiven>("input");
        var prompt = PromptGraph.Wanted(context, given.PromptId ?? throw new CoercionException("promptId says which prompt the version is of."));
        var version = PromptResults.Value(await Editing(context).AddVersionAsync(Author(context), prompt.Id, given.Content, given.Note, context.Cancelled), "input");
        await context.AuditAsync("createPromptVersion", $"prompt:{prompt.Name}:{version.Number}", new(StringComparer.Ordinal));
        return version;
    }

    private static async ValueTask<PromptVersion> ApproveAsync(FieldContext context) =>
        await DoneAsync(context, "approvePromptVersion", PromptResults.Value(await Editing(context).ApproveAsync(Author(context), await VersionIdAsync(context), context.Cancelled)));

    private static async ValueTask<PromptVersion> PublishAsync(FieldContext context)
    {
        var prompt = PromptGraph.Wanted(context, context.Arg<string>("promptId"));
        var published = await Editing(context).PublishAsync(Author(context), prompt.Id, await VersionIdAsync(context), context.Arg<int?>("expectedActiveVersion"), context.Cancelled);
        return await DoneAsync(context, "publishPromptVersion", PromptResults.Value(published), context.Arg<string?>("reason"));
    }

    private static async ValueTask<PromptVersion> RollbackAsync(FieldContext context)
    {
        var prompt = PromptGraph.Wanted(context, context.Arg<string>("promptId"));
        var back = await Editing(context).RollbackAsync(Author(context), prompt.Id, context.Arg<int>("toVersion"), context.Cancelled);
        return await DoneAsync(context, "rollbackPrompt", PromptResults.Value(back), context.Arg<string>("reason"));
    }

    private static async ValueTask<PromptVersion> DeprecateAsync(FieldContext context) =>
        await DoneAsync(context, "deprecatePromptVersion", PromptResults.Value(await Editing(context).DeprecateAsync(Author(context), await VersionIdAsync(context), context.Cancelled)));

    private static async ValueTask<PromptLabel> LabelAsync(FieldContext context)
    {
        var prompt = PromptGraph.Wanted(context, context.Arg<string>("promptId"));
        var label = PromptResults.Value(await Editing(context).SetLabelAsync(Author(context), prompt.Id, context.Arg<string>("label"), await VersionIdAsync(context), context.Arg<bool?>("protected"), context.Cancelled));
        await context.AuditAsync("setPromptLabel", $"prompt:{prompt.Name}@{label.Label}", new(StringComparer.Ordinal) { ["version"] = label.VersionId.ToString("D") });
        return label;
    }

    private static async ValueTask<object> ImportAsync(FieldContext context)
    {
        var files = context.Arg<JsonElement>("files");
        if (files.ValueKind != JsonValueKind.Array || files.EnumerateArray().Any(file => file.ValueKind != JsonValueKind.Object || !file.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.String))
        {
            throw new CoercionException("files is a list of {text, baseHash}.");
        }

        var given = files.EnumerateArray().Select(file => new ImportFile(file.GetProperty("text").GetString()!, file.TryGetProperty("baseHash", out var hash) ? hash.GetString() : null)).ToList();
        var isDryRun = context.Arg<bool>("dryRun");
        var told = await context.Get<IPromptFiles>().ImportAsync(Author(context), given, isDryRun, context.Cancelled);
        if (!isDryRun)
        {
            await context.AuditAsync("importPrompts", $"prompts:{told.Count}", new(StringComparer.Ordinal));
        }

        return told.Select(one => new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = one.Name,
            ["change"] = one.Change.ToString().ToLowerInvariant(),
            ["version"] = one.Version,
            ["contentHash"] = one.ContentHash,
            ["problem"] = one.Problem,
        }).ToList();
    }

    private static async ValueTask<bool> ScoreAsync(FieldContext context)
    {
        var kept = await context.Get<IPromptRecords>().SubmitAsync(Author(context), Id(context, "requestId"), context.Arg<double>("score"), context.Arg<string?>("comment"), context.Cancelled);
        return PromptResults.Value(kept) is not null;
    }

    private static async ValueTask<PromptVersion> DoneAsync(FieldContext context, string action, PromptVersion version, string? reason = null)
    {
        var name = PromptGraph.Prompts(context).ByIds(context.Caller().Tenant, [version.PromptId]).GetValueOrDefault(version.PromptId)?.Name;
        await context.AuditAsync(action, $"prompt:{name}:{version.Number}", new(StringComparer.Ordinal) { ["reason"] = reason });
        return version;
    }
}
