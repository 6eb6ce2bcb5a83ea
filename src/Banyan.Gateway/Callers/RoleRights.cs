using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Callers;

/// <summary>What each role may do at most, in scope words.</summary>
/// <remarks>Fields and doors ask for scope words and know no role: who may what is written here, and nowhere else.</remarks>
public static class RoleRights
{
    private const string Publish = "prompts:publish";

    private static readonly string[] All = ["*"];
    private static readonly string[] Applications = ["chat", "embed", "models:read"];
    private static readonly string[] Readers = ["models:read", "catalog:read", "prompts:read", "tools:read", "budgets:read", "limits:read", "metrics:read"];
    private static readonly string[] Viewers = [.. Readers, "usage:totals"];
    private static readonly string[] Developers =
        [.. Readers, "usage:own", "chat", "embed", "mcp:use", "intents:run", "prompts:write", Publish, "tools:test", "graph:introspect", "graph:sdl"];

    private static readonly string[] Operators =
    [
        "chat", "embed", "mcp:use", "models:*", "catalog:*", "intents:*", "prompts:*", "tools:read", "tools:log", "budgets:read", "budgets:write", "limits:*",
        "kill:*", "cache:*", "webhooks:*", "alerts:*", "usage:read", "metrics:*", "graph:*",
    ];

    private static readonly string[] Auditors = [.. Readers, "tools:log", "keys:read", "kill:read", "webhooks:read", "alerts:read", "usage:read", "audit:*", "originals:read", "config:read"];

    /// <summary>The most a role may do. A service's is everything: its scopes alone bound it.</summary>
    public static IReadOnlyList<string> Of(Role role) => role switch
    {
        Role.Admin or Role.Service => All,
        Role.Operator => Operators,
        Role.Auditor => Auditors,
        Role.Developer => Developers,
        Role.Viewer => Viewers,
    };

    /// <summary>The scopes of a key whose order names none: all a role may do, but that developers publish only where it is granted.</summary>
    public static IReadOnlyList<string> Usual(Role role) => role switch
    {
        Role.Service => Applications,
        Role.Developer => [.. Developers.Where(right => right != Publish)],
        Role.Admin or Role.Operator or Role.Auditor or Role.Viewer => Of(role),
    };

    /// <summary>A role's word, as stored and typed: <c>admin</c>, <c>operator</c>, <c>auditor</c>, <c>developer</c>, <c>viewer</c>, <c>service</c>.</summary>
    public static string WordOf(Role role) => role switch
    {
        Role.Admin => "admin",
        Role.Operator => "operator",
        Role.Auditor => "auditor",
        Role.Developer => "developer",
        Role.Viewer => "viewer",
        Role.Service => "service",
    };

    /// <summary>The role of a word; null when there is none.</summary>
    public static Role? Find(string word)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            if (WordOf(role) == word)
            {
                return role;
            }
        }

        return null;
    }

    /// <summary>Grants within what a role may do. Models and tools are bounded by no role.</summary>
    internal static Grants Within(Grants grants, Role role) => GrantBounds.Within(grants, new Grants(Of(role), All) { Tools = All });
}
