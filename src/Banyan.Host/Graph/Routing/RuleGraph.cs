using System.Text.Json;
using Banyan.Gateway.Routing.Rules;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Routing;

/// <summary>Routing rules: those of the configuration to be seen, those of the database to be kept. Each change is written to the audit log with itself.</summary>
internal static class RuleGraph
{
    private const string Read = "catalog:read", Write = "catalog:write";

    private const string InputFields =
        """
        "The rule to change; a new one when left out." id: ID, "The revision that was read; left out: change it whatever it is." expectedRevision: Int, "Its name, unique." name: String!,
        "Higher ones first; equals by age." priority: Int!, "What an ask must be like: fields with eq ne in notIn lt lte gt gte prefix contains exists, nested in all, any, not; {} for always." conditions: JSON!,
        "The model or alias it chooses." target: String!, "Models or aliases tried after it; the target's own when left out." fallbacks: [String!], "Whether it is evaluated." enabled: Boolean = true,
        "Whether it is only recorded, never obeyed." shadow: Boolean = false, "For people." description: String
        """;

    private static readonly JsonElement Always = JsonDocument.Parse("{}").RootElement;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<RuleView>("ModelRoutingRule", "What an ask must be like, and where it then goes.", Declare);
        graph.Input("RoutingRuleInput", "A rule to be kept.", InputFields, fields => fields);
        graph.Query("routingRules: [ModelRoutingRule!]!", context => context.Get<IRoutingRules>().List(), "Every rule, in the order they are tried.").Requires(Read);
        graph.Mutation("saveRoutingRule(input: RoutingRuleInput!): ModelRoutingRule!", SaveAsync, "Keeps a rule in the database; in force on every node within a second.").Arg("input", "The rule.").Requires(Write);
        graph.Mutation("removeRoutingRule(id: ID!): Boolean!", RemoveAsync, "Removes a rule of the database.").Arg("id", "The rule.").Requires(Write);
    }

    private static void Declare(ObjectBuilder<RuleView> type)
    {
        type.Field("id: ID!", rule => rule.Id, "Its id; for a rule of the configuration its name.");
        type.Field("name: String!", rule => rule.Rule.Name, "Its name.");
        type.Field("priority: Int!", rule => rule.Rule.Priority, "Higher ones first; equals by age.");
        type.Field("conditions: JSON!", rule => rule.Rule.When ?? Always, "What an ask must be like.");
        type.Field("targetModelId: ID", (rule, context) => context.Get<ICatalog>().Current.Models.ContainsKey(rule.Rule.Target) ? rule.Rule.Target : null, "The target's full name, where it is a declared model.");
        type.Field("target: String!", rule => rule.Rule.Target, "The model or alias it chooses.");
        type.Field("fallbacks: [String!]!", rule => rule.Rule.Fallbacks, "Models or aliases tried after it.");
        type.Field("enabled: Boolean!", rule => rule.Rule.IsEnabled, "Whether it is evaluated.");
        type.Field("shadow: Boolean!", rule => rule.Rule.IsShadow, "Whether it is only recorded, never obeyed.");
        type.Field("description: String", rule => rule.Rule.Description, "For people.");
        type.Field("matchedLast24h: Long!", rule => rule.MatchedLastDay, "How often it matched in the last 24 hours, on the node that answers.");
        type.Field("problems: [String!]!", rule => rule.Problems, "What keeps it from ever being obeyed.");
        type.Field("managedBy: String!", rule => rule.Revision == 0 ? "file" : "database", "Where it is changed: file or database.");
        type.Field("revision: Int!", rule => rule.Revision, "Counts up with every change; 0 for a rule of the configuration.");
    }

    private static async ValueTask<RuleView> SaveAsync(FieldContext context)
    {
        var input = context.Arg<InputFields>("input");
        var id = input.Text("id") is { } written ? Guid.TryParse(written, out var known) ? known : throw GraphActs.NotFound("There is no such rule in the database. Those of the configuration are changed there.") : (Guid?)null;
        var rule = new RoutingRule
        {
            Name = input.Text("name")!,
            Priority = input.Get<int>("priority"),
            When = input.Json("conditions"),
            Target = input.Text("target")!,
            Fallbacks = input.List<string>("fallbacks"),
            IsEnabled = input.Bool("enabled") ?? true,
            IsShadow = input.Bool("shadow") ?? false,
            Description = input.Text("description"),
        };
        var (kept, failure) = await context.Get<IRoutingRules>().SaveAsync(context.Caller(), id, input.Int("expectedRevision"), rule, context.Cancelled);
        return kept ?? throw new RefusedException(failure!);
    }

    private static async ValueTask<bool> RemoveAsync(FieldContext context)
    {
        var failure = Guid.TryParse(context.Arg<string>("id"), out var id)
            ? await context.Get<IRoutingRules>().RemoveAsync(context.Caller(), id, context.Cancelled)
            : throw GraphActs.NotFound("There is no such rule in the database. Those of the configuration are changed there.");
        return failure is null ? true : throw new RefusedException(failure);
    }
}
