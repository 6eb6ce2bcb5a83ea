using Banyan.Gateway.Spine;
using Banyan.Gateway.Switches;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph.Switches;

/// <summary>What operators stopped.</summary>
internal static class SwitchFields
{
    private const string Read = "kill:read";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum<SwitchScope>(
            "SwitchScope",
            "What a kill switch stops.",
            (SwitchScope.Global, "Everything of the tenant."),
            (SwitchScope.Provider, "Every model of a provider."),
            (SwitchScope.Model, "A model, by its full name."),
            (SwitchScope.Service, "A calling application."),
            (SwitchScope.Feature, "A use the caller names."),
            (SwitchScope.Intent, "An intent, by its key."));
        graph.Object<KillSwitch>("KillSwitch", "Something operators stopped.", Declare);
        graph.Object<DirectMode>("DirectMode", "The emergency direct mode: the named model answers, without cache, budgets or limits.", DeclareDirect);
        graph.Query("killSwitches: [KillSwitch!]!", context => context.Get<IKillSwitches>().List(context.Caller().Tenant), "Switches in force, newest first.").Requires(Read);
        graph.Query("directMode: DirectMode", context => context.Get<IKillSwitches>().Direct(context.Caller().Tenant), "The emergency direct mode; null while it is off.").Requires(Read);
        SwitchMutations.AddTo(graph);
    }

    private static void Declare(ObjectBuilder<KillSwitch> type)
    {
        type.Field("id: ID!", one => one.Id.ToString("D"), "Its id.");
        type.Field("scope: SwitchScope!", one => one.Scope, "What it stops.");
        type.Field("scopeId: String!", one => one.ScopeId, "Which one of the scope; * for everything.");
        type.Field("cutStreams: Boolean!", one => one.CutsStreams, "Whether answers under way are ended too.");
        type.Field("reason: String!", one => one.Reason, "Why.");
        type.Field("setBy: String!", one => one.SetBy, "Who threw it.");
        type.Field("setAt: DateTime!", one => one.SetAt, "When.");
        type.Field("expiresAt: DateTime", one => one.ExpiresAt, "From when on it stops nothing; null for never.");
    }

    private static void DeclareDirect(ObjectBuilder<DirectMode> type)
    {
        type.Field("reason: String!", one => one.Reason, "Why.");
        type.Field("setBy: String!", one => one.SetBy, "Who switched it on.");
        type.Field("setAt: DateTime!", one => one.SetAt, "When.");
        type.Field("expiresAt: DateTime", one => one.ExpiresAt, "When it ends by itself; null for never.");
    }
}
