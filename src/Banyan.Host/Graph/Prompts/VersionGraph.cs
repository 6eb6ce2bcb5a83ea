using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Metrics;
using Banyan.Gateway.Prompts.Variables;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Host.Graph.Usage;

namespace Banyan.Host.Graph.Prompts;

/// <summary>Versions of prompts and how they do.</summary>
internal static class VersionGraph
{
    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum<VersionStatus>("PromptVersionStatus", "Where a version stands.", (VersionStatus.Draft, "May be edited."), (VersionStatus.Active, "Serves."), (VersionStatus.Deprecated, "Served, or was set aside."));
        graph.Enum<VariableType>(
            "VariableType", "What a variable holds.",
            (VariableType.String, "Text."), (VariableType.Integer, "A whole number."), (VariableType.Decimal, "An exact number."), (VariableType.Boolean, "True or false."), (VariableType.Enum, "One of its words."),
            (VariableType.Date, "A day."), (VariableType.List, "A list."), (VariableType.Object, "An object."), (VariableType.File, "A file."), (VariableType.Messages, "Messages of user and assistant."));
        graph.Enum<VariableMatch>(
            "VariableMatch", "When two values count as the same for a cache.",
            (VariableMatch.Exact, "Letter for letter."), (VariableMatch.TrimCasefold, "But for case and white space around."), (VariableMatch.Number, "As numbers."), (VariableMatch.Date, "As days."),
            (VariableMatch.Set, "In any order."), (VariableMatch.Ignore, "Whatever they are."));
        graph.Object<PromptVersion>("PromptVersion", "A numbered state of a prompt; immutable once published.", Declare);
        graph.Object<PromptVariable>("PromptVariable", "What a template takes.", DeclareVariable);
        graph.Object<VersionPerformance>("PerformanceMetrics", "How a version did.", DeclarePerformance);
        graph.Object<PerformanceRow>("PromptPerformance", "How one version did over a period.", type =>
        {
            type.Field("version: PromptVersion!", row => row.Version, "The version.");
            type.Field("period: UsagePeriod!", row => row.Period, "The period.");
            type.Field("metrics: PerformanceMetrics!", row => row.Metrics, "How it did.");
        });
        graph.Object<PromptDiff>("PromptDiff", "What differs between two versions.", type =>
        {
            type.Field("from: Int!", diff => diff.From, "Number of the one.");
            type.Field("to: Int!", diff => diff.To, "Number of the other.");
            type.Field("template: String!", diff => diff.Template, "Lines of the template, taken away and added.");
            type.Field("variables: [String!]!", diff => diff.Variables, "Variables that changed, in a line each.");
            type.Field("config: [String!]!", diff => diff.Config, "What else changed, in a line each.");
        });
        graph.Query("promptVersions(promptId: ID!): [PromptVersion!]!", ListAsync, "Every version of a prompt, newest first.").Arg("promptId", "Its id or name.").Requires(PromptGraph.Read);
        graph.Query("promptDiff(promptId: ID!, from: Int!, to: Int!): PromptDiff!", DiffAsync, "What differs between two versions.")
            .Arg("promptId", "The prompt's id or name.").Arg("from", "Number of the one.").Arg("to", "Number of the other.").Requires(PromptGraph.Read);
        graph.Query("promptPerformance(promptId: ID!, period: UsagePeriod!, range: TimeRange): [PromptPerformance!]!", PerformanceAsync, "How versions did, newest first; those nobody called are left out.")
            .Arg("promptId", "The prompt's id or name.").Arg("period", "When.").Arg("range", "With CUSTOM and only with it.").Requires(PromptGraph.Read);
    }

    /// <summary>A version by id, loaded with others; null when it is not there.</summary>
    public static ValueTask<PromptVersion?> OneAsync(FieldContext context, Guid id) => context.LoadAsync(VersionBatch.Instance, id);

    /// <summary>A version by id, loaded with others; null for none.</summary>
    public static ValueTask<PromptVersion?> MaybeAsync(FieldContext context, Guid? id) => id is { } one ? OneAsync(context, one) : ValueTask.FromResult<PromptVersion?>(null);

    private static void Declare(ObjectBuilder<PromptVersion> type)
    {
        type.Key(
            "id",
            async (ids, context) => [.. (await PromptGraph.Prompts(context).VersionsAsync(context.Caller().Tenant, [.. ids.Select(id => Guid.TryParse(id, out var one) ? one : Guid.Empty)], context.Cancelled)).Values],
            version => version.Id.ToString("D"));
        type.Requires(PromptGraph.Read);
        type.Field("id: ID!", version => version.Id.ToString("D"), "Stable.");
        type.Field("version: Int!", version => version.Number, "Its number, from 1.");
        type.Field("template: String!", version => version.Content.Template, "The template.");
        type.Field("messages: JSON", version => version.Content.Messages, "Templates by role, where there are several.");
        type.Field("variables: [PromptVariable!]!", version => version.Content.Variables, "What it takes.");
        type.Field("status: PromptVersionStatus!", version => version.Status, "Where it stands.");
        type.Field("modelRequirements: JSON", version => version.Content.ModelRequirements, "What a model must be: its capabilities and its least window; no other model answers.");
        type.Field("config: JSON", version => version.Content.Config, "Model, parameters, tools, schema.");
        type.Field("metadata: JSON", version => version.Content.Metadata, "Whatever its makers note.");
        type.Field("contentHash: String!", version => version.ContentHash, "Equal content, equal hash.");
        type.Field("note: String", version => version.Note, "What its maker said of it.");
        type.Field("approvals: [String!]!", version => version.Approvals, "Who approved it.");
        type.Batch("performanceMetrics: PerformanceMetrics", LastMonthAsync, "How it did in thirty days; null when nobody called it.");
        type.Field("createdBy: String!", version => version.CreatedBy, "Who made it.");
        type.Field("createdAt: DateTime!", version => version.CreatedAt, "When.");
        type.Field("publishedAt: DateTime", version => version.PublishedAt, "When it began to serve last.");
        type.Field("publishedBy: String", version => version.PublishedBy, "Who published it.");
    }

    private static void DeclareVariable(ObjectBuilder<PromptVariable> type)
    {
        type.Field("name: String!", variable => variable.Name, "Its name in the template.");
        type.Field("type: VariableType!", variable => variable.Type, "What it holds.");
        type.Field("required: Boolean!", variable => variable.IsRequired, "Whether it must be given.");
        type.Field("defaultValue: JSON", variable => variable.DefaultValue, "Its value when it is not given.");
        type.Field("validation: JSON", variable => variable.Validation, "JSON Schema its value must meet.");
        type.Field("sensitive: Boolean!", variable => variable.IsSensitive, "Whether its value is kept out of logs.");
        type.Field("match: VariableMatch!", variable => variable.Match, "When two values count as the same.");
        type.Field("description: String", variable => variable.Description, "What to put in.");
    }

    private static void DeclarePerformance(ObjectBuilder<VersionPerformance> type)
    {
        type.Field("calls: Long!", row => row.Calls, "Calls that were let through.");
        type.Field("successRate: Float!", row => row.SuccessRate, "Share of them that did not fail, 0 to 1.");
        type.Field("avgLatencyMs: Int!", row => row.AverageLatencyMs, "Mean milliseconds from arrival to last byte.");
        type.Field("p50LatencyMs: Int!", row => row.P50LatencyMs, "Half took at most this long.");
        type.Field("p95LatencyMs: Int!", row => row.P95LatencyMs, "All but one of twenty took at most this long.");
        type.Field("p95TtftMs: Int!", row => row.P95FirstTokenMs, "The same for the first content.");
        type.Field("avgInputTokens: Float!", row => row.AverageInputTokens, "Mean input tokens.");
        type.Field("avgOutputTokens: Float!", row => row.AverageOutputTokens, "Mean output tokens.");
        type.Field("avgCost: Decimal!", row => decimal.Round(row.AverageCostUsd, 9), "Mean cost in USD.");
        type.Field("toolCallRate: Float!", row => row.ToolCallRate, "Share of calls in which the model called a tool, 0 to 1.");
        type.Field("avgScore: Float", row => row.AverageScore, "Mean of the scores given, 0 to 1; null when none were.");
        type.Field("scores: Long!", row => row.Scores, "Scores given.");
    }

    private static async ValueTask<IEnumerable<PromptVersion>> ListAsync(FieldContext context)
    {
        var prompt = PromptGraph.Wanted(context, context.Arg<string>("promptId"));
        return (await PromptGraph.Prompts(context).VersionsOfAsync(prompt.Tenant, [prompt.Id], context.Cancelled))[prompt.Id];
    }

    private static async ValueTask<PromptDiff> DiffAsync(FieldContext context)
    {
        var prompt = PromptGraph.Wanted(context, context.Arg<string>("promptId"));
        return PromptResults.Value(await PromptGraph.Prompts(context).DiffAsync(prompt.Tenant, prompt.Id, context.Arg<int>("from"), context.Arg<int>("to"), context.Cancelled));
    }

    private static async ValueTask<IReadOnlyList<VersionPerformance?>> LastMonthAsync(IReadOnlyList<PromptVersion> versions, FieldContext context)
    {
        var now = context.Get<TimeProvider>().GetUtcNow();
        var found = await context.Get<IPromptRecords>().PerformanceAsync(context.Caller().Tenant, [.. versions.Select(version => version.Id).Distinct()], now.AddDays(-30), now.AddHours(1), context.Cancelled);
        return [.. versions.Select(version => found.GetValueOrDefault(version.Id))];
    }

    private static async ValueTask<IEnumerable<PerformanceRow>> PerformanceAsync(FieldContext context)
    {
        var period = context.Arg<UsagePeriod>("period");
        var (from, to) = PeriodRange.Of(period, context.Arg<UsageRange?>("range"), context.Get<TimeProvider>().GetUtcNow());
        var versions = (await ListAsync(context)).ToList();
        var found = await context.Get<IPromptRecords>().PerformanceAsync(context.Caller().Tenant, [.. versions.Select(version => version.Id)], from, to, context.Cancelled);
        return versions.Where(version => found.ContainsKey(version.Id)).Select(version => new PerformanceRow(version, period, found[version.Id]));
    }

    private sealed record PerformanceRow(PromptVersion Version, UsagePeriod Period, VersionPerformance Metrics);
}
