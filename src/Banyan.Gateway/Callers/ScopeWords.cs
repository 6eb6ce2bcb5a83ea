using System.Collections.Frozen;

namespace Banyan.Gateway.Callers;

/// <summary>The words that scopes are made of.</summary>
internal static class ScopeWords
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "chat", "embed", "models:read", "intents:run", "intents:decide", "mcp:use", "prompts:read", "prompts:write", "prompts:publish", "limits:read", "limits:write", "usage:read", "usage:own", "usage:totals", "usage:adjust", "usage:report",
        "cache:purge", "kill:read", "kill:write", "audit:read", "originals:read", "users:assert", "users:erase", "users:export", "confirm:delegated", "graph:introspect", "graph:sdl", "metrics:read",
        "config:read", "config:write",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Families = new[]
    {
        "models", "intents", "mcp", "prompts", "tools", "catalog", "keys", "budgets", "limits", "usage", "cache", "kill", "webhooks", "audit", "originals",
        "users", "graph", "metrics", "alerts", "config",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Families whose single rights are not closed: any word of small letters may follow.
    private static readonly FrozenSet<string> Open = new[] { "tools", "catalog", "keys", "budgets", "webhooks", "alerts" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a scope is <c>*</c>, a known word, a whole family (<c>keys:*</c>), or a right of a family that is open.</summary>
    public static bool IsKnown(string scope)
    {
        if (scope == "*" || Known.Contains(scope))
        {
            return true;
        }

        var colon = scope.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1)
        {
            return false;
        }

        var (family, right) = (scope[..colon], scope[(colon + 1)..]);
        return right == "*" ? Families.Contains(family) : Open.Contains(family) && right.Length > 0 && right.All(char.IsAsciiLetterLower);
    }
}
