using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Limits;

/// <summary>Rate limits.</summary>
internal static class LimitFields
{
    public const string Read = "limits:read", Write = "limits:write";

    public static void AddTo(GraphBuilder graph)
    {
        graph.Enum(
            "Scope",
            "Whom a limit or a budget is for.",
            ("GLOBAL", "Everybody of the tenant together."),
            ("PROVIDER", "A provider."),
            ("MODEL", "A model."),
            ("SERVICE", "A calling application."),
            ("USER", "An end user."),
            ("FEATURE", "A use the caller names."),
            ("TEAM", "A team."),
            ("KEY", "A key, by its id."),
            ("INTENT", "An intent."));
        graph.Enum("LimitMode", "What becomes of what is over a limit.", ("ENFORCE", "It is refused."), ("SHADOW", "It is counted and reported, and goes on."), ("OFF", "Nothing is counted."));
        LimitGraph.AddTo(graph);
        LimitMutations.AddTo(graph);
    }
}
