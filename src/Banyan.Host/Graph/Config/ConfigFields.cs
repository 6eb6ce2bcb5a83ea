using System.Globalization;
using Banyan.Gateway.Alerting.Rules;
using Banyan.Gateway.Catalog;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Catalogue;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Config;

/// <summary>The configuration as a whole: what is in force and where it comes from, documents that are laid over the file, and the way back.</summary>
internal static class ConfigFields
{
    private const string Read = "config:read", Write = "config:write", Trial = "trial";
    private const int Most = 200;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<ConfigProblem>("ConfigProblem", "One thing that is wrong with a configuration.", DeclareProblem);
        graph.Object<ConfigRevision>("ConfigRevision", "One state of what the database lays over file and environment.", Declare);
        graph.Query("configRevisions(first: Int = 20): [ConfigRevision!]!", ListAsync, "Revisions, the newest first; documents that were refused among them.").Arg("first", "At most how many; 200 at most.").Requires(Read);
        graph.Query("effectiveConfig(origin: Boolean = true): JSON!", context => context.Get<IConfigDesk>().Effective(context.Caller(), context.Arg<bool?>("origin") ?? true) ?? throw GraphActs.NotFound("There is nothing here."), "The configuration in force on the node that answers: every setting that has a value, secrets masked.")
            .Arg("origin", "Whether each value stands in {value, origin}, the origin being default, file, environment or database.").Requires(Read);
        graph.Mutation("applyConfig(document: String!, dryRun: Boolean = true): ConfigRevision!", ApplyAsync, "Puts a document in the place of all that the database lays over file and environment, when the whole is good; else nothing changes, and the revision tells all that is wrong. Sections that a process reads once are left out.")
            .Arg("document", "YAML or JSON, as a file of configuration.").Arg("dryRun", "Whether it is only tried: the answer says what would change and what is wrong.").Requires(Write);
        graph.Object<LoadedConfig>("ConfigReload", "What reading the configuration of a node again came to.", type =>
        {
            type.Field("applied: Boolean!", loaded => !loaded.HasErrors, "Whether it is in force; else everything stays as it was.");
            type.Field("catalogVersion: String!", (_, context) => context.Get<ICatalog>().Current.Version.ToString(CultureInfo.InvariantCulture), "The configuration in force, counted from the start of the process.");
            type.Field("problems: [ConfigProblem!]!", loaded => loaded.Problems, "What is wrong with it, and what of it waits for a restart.");
        });
        graph.Mutation("reloadConfig: ConfigReload!", ReloadAsync, "Reads file, environment and secrets of the node that answers again, at once: each node looks at its file every second and at secrets every half minute by itself.").Requires(Write);
        graph.Mutation("rollbackConfig(revisionId: ID!): ConfigRevision!", RollBackAsync, "Goes back to what the database held at a revision, as a new one. Prices keep their history and keys their values.").Arg("revisionId", "The revision.").Requires(Write);
    }

    private static void DeclareProblem(ObjectBuilder<ConfigProblem> type)
    {
        type.Field("code: String!", problem => problem.Code, "Stable, CFGnnn.");
        type.Field("path: String!", problem => problem.Path, "The setting, as routing.retry.maxDelay; empty for the document.");
        type.Field("line: Int", problem => problem.Line > 0 ? problem.Line : null, "Its line in the document that was sent; null for what stands elsewhere.");
        type.Field("severity: Severity!", problem => problem.Severity == ConfigSeverity.Error ? AlertSeverity.Critical : AlertSeverity.Warning, "CRITICAL for an error, which refuses the whole; WARNING else.");
        type.Field("message: String!", problem => problem.Message, "What is wrong.");
        type.Field("hint: String!", problem => problem.Hint, "What to do about it.");
    }

    private static void Declare(ObjectBuilder<ConfigRevision> type)
    {
        type.Field("id: ID!", revision => revision.Id == Guid.Empty ? Trial : revision.Id.ToString("D"), "Its id; trial for one that was written nowhere.");
        type.Field("at: DateTime!", revision => revision.At, "When.");
        type.Field("by: String!", revision => revision.By, "Who; start for the state before the first change.");
        type.Field("source: String!", revision => revision.Source.ToString().ToLowerInvariant(), "What made it: file (the state before the first change), edit, price, document or rollback.");
        type.Field("valid: Boolean!", revision => revision.IsValid, "Whether it could be put in force.");
        type.Field("problems: [ConfigProblem!]!", revision => revision.Problems, "What was found wrong with the whole of file, environment and database.");
        type.Field("diff: String!", revision => revision.Diff, "What changed, a line for each value: + path: value, - path: value.");
        type.Field("document: String!", revision => revision.Document, "All of the database's part then, as JSON, without secrets.");
        type.Field("active: Boolean!", revision => revision.IsActive, "Whether it is the one in force.");
    }

    private static async ValueTask<IReadOnlyList<ConfigRevision>> ListAsync(FieldContext context) => context.Arg<int?>("first") is var first and (null or > 0 and <= Most)
        ? await context.Get<IConfigDesk>().RevisionsAsync(context.Caller(), first ?? 20, context.Cancelled)
        : throw CatalogueEdits.Bad("first", $"Ask for 1 to {Most} revisions.");

    private static async ValueTask<ConfigRevision> ApplyAsync(FieldContext context)
    {
        var (revision, refusal) = await context.Get<IConfigDesk>().ApplyAsync(context.Caller(), context.Arg<string>("document"), context.Arg<bool?>("dryRun") ?? true, context.Cancelled);
        CatalogueEdits.Throw(refusal);
        return revision!;
    }

    private static async ValueTask<LoadedConfig> ReloadAsync(FieldContext context)
    {
        var loaded = await context.Get<IConfigDesk>().ReloadAsync(context.Caller(), context.Cancelled) ?? throw GraphActs.NotFound("There is nothing here.");
        await context.AuditAsync("reloadConfig", "config:file", new(StringComparer.Ordinal) { ["applied"] = loaded.HasErrors ? "false" : "true" });
        return loaded;
    }

    private static async ValueTask<ConfigRevision> RollBackAsync(FieldContext context)
    {
        var (revision, refusal) = Guid.TryParse(context.Arg<string>("revisionId"), out var id)
            ? await context.Get<IConfigDesk>().RollBackAsync(context.Caller(), id, context.Cancelled)
            : throw GraphActs.NotFound("There is no such revision.");
        CatalogueEdits.Throw(refusal);
        return revision!;
    }
}
