using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Alerting;
using Banyan.Host.Graph.Audit;
using Banyan.Host.Graph.Budgets;
using Banyan.Host.Graph.Catalogue;
using Banyan.Host.Graph.Completions;
using Banyan.Host.Graph.Config;
using Banyan.Host.Graph.Conversations;
using Banyan.Host.Graph.Intents;
using Banyan.Host.Graph.Keys;
using Banyan.Host.Graph.Limits;
using Banyan.Host.Graph.Me;
using Banyan.Host.Graph.Operations;
using Banyan.Host.Graph.Prompts;
using Banyan.Host.Graph.Routing;
using Banyan.Host.Graph.Switches;
using Banyan.Host.Graph.Tools;
using Banyan.Host.Graph.Usage;

namespace Banyan.Host.Graph;

/// <summary>Banyan's schema: one line for each folder of fields. Every part adds its own types and root fields.</summary>
internal static class BanyanSchema
{
    /// <summary>Builds and checks it. It depends on nothing but the code, so a mistake in it fails the tests and no start.</summary>
    public static GraphSchema Build() => GraphSchema.Build(
        static graph =>
        {
            graph.Scalars(Scalar.DateTime, Scalar.Decimal, Scalar.Long, Scalar.Json);
            MeFields.AddTo(graph);
            SystemFields.AddTo(graph);
            CatalogueFields.AddTo(graph);
            RoutingFields.AddTo(graph);
            ConfigFields.AddTo(graph);
            AuditGraph.AddTo(graph);
            ErasureGraph.AddTo(graph);
            KeyFields.AddTo(graph);
            UsageFields.AddTo(graph);
            BudgetFields.AddTo(graph);
            LimitFields.AddTo(graph);
            SwitchFields.AddTo(graph);
            AlertingFields.AddTo(graph);
            PromptFields.AddTo(graph);
            ToolGraph.AddTo(graph);
            IntentFields.AddTo(graph);
            ConversationGraph.AddTo(graph);
            CompletionGraph.AddTo(graph);
        },
        new GraphSchemaOptions { RequireDescriptions = true, ShowsWeights = false, ServiceScopes = ["graph:sdl"] });
}
