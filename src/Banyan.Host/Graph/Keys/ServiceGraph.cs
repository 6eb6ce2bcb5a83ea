using Banyan.Gateway.Budgets;
using Banyan.Gateway.Callers.Services;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Budgets;
using Banyan.Host.Graph.Door;
using Banyan.Host.Graph.Limits;

namespace Banyan.Host.Graph.Keys;

/// <summary>Calling applications, and the teams that answer for them.</summary>
internal static class ServiceGraph
{
    private const string Read = "keys:read";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Object<ServiceView>("Service", "A calling application.", DeclareService);
        graph.Object<TeamRecord>("Team", "A team: usage and budgets are summed by its name.", type =>
        {
            type.Field("id: ID!", one => one.Id.ToString("D"), "Its id.");
            type.Field("name: String!", one => one.Name, "Its name, which usage carries.");
            type.Field("services: [Service!]!", OfTeamAsync, "Services it answers for, by name.").Requires(Read);
        });
        graph.Query("services: [Service!]!", AllAsync, "Calling applications, by name.").Requires(Read);
        graph.Query("service(id: ID!): Service", async context => (await AllAsync(context)).FirstOrDefault(one => one.Record.Name == context.Arg<string>("id")), "One of them; null when there is none.")
            .Arg("id", "Its name.").Requires(Read);
        graph.Query("teams: [Team!]!", async context => await context.Get<ServiceDesk>().TeamsAsync(context.Caller().Tenant, context.Cancelled), "Teams, by name.").Requires(Read);
        ServiceMutations.AddTo(graph);
    }

    /// <summary>The tenant's services with their keys, by name.</summary>
    public static async ValueTask<IReadOnlyList<ServiceView>> AllAsync(FieldContext context)
    {
        var page = await context.Get<ServiceDesk>().ReadAsync(context.Caller().Tenant, context.Cancelled);
        var keys = page.Keys.ToLookup(key => key.Service, StringComparer.Ordinal);
        return [.. page.Services.Select(one => new ServiceView(one, [.. keys[one.Name]]))];
    }

    private static async ValueTask<IReadOnlyList<ServiceView>> OfTeamAsync(TeamRecord team, FieldContext context) => [.. (await AllAsync(context)).Where(one => one.Record.Team == team.Name)];

    private static async ValueTask<IReadOnlyList<BudgetView>> BudgetsAsync(ServiceView service, FieldContext context) =>
        [.. (await BudgetGraph.Budgets(context).ListAsync(context.Caller().Tenant, context.Cancelled)).Where(one => one.Rule.Scope == BudgetScope.Service && (one.Rule.ScopeId == "*" || one.Rule.ScopeId == service.Record.Name))];

    private static void DeclareService(ObjectBuilder<ServiceView> type)
    {
        type.Requires(Read);
        type.Key("id", async (names, context) => [.. (await AllAsync(context)).Where(one => names.Contains(one.Record.Name, StringComparer.Ordinal))], one => one.Record.Name);
        type.Field("id: ID!", one => one.Record.Name, "Its name.");
        type.Field("name: String!", one => one.Record.Name, "Its name.");
        type.Field("description: String", one => one.Record.Description, "What it is, in words.");
        type.Field("team: String", one => one.Record.Team, "The team that answers for it.");
        type.Field("status: String!", one => one.Record.IsDisabled ? "disabled" : "active", "active, or disabled: then its keys are refused.");
        type.Field("grants: JSON", one => one.Record.Grants is { } grants ? GrantsJson.Of(grants) : null, "What bounds its keys: models, aliases, features, tools, prompts, intents, assertUser, and the dataTerms it demands of providers; what is left out is left to the keys. Null when they alone bound themselves.");
        type.Field("keys: [ApiKey!]!", one => one.Keys, "Its keys, newest first.");
        type.Field("rateLimits: [RateLimit!]!", (one, context) => LimitGraph.OfServiceAsync(one.Record.Name, context), "The rate limits that hold for it.").Requires(LimitFields.Read);
        type.Field("budgets: [UsageBudget!]!", BudgetsAsync, "Budgets that count its spending alone, its own or that of each service.").Requires("budgets:read");
        type.Field("lastSeenAt: DateTime", one => one.Keys.Max(key => key.LastUsedAt), "When one of its keys was last used, to the minute.");
        type.Field("revision: Int!", one => one.Record.Revision, "Counts up with each change.");
    }
}
