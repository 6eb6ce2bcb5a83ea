using System.Text;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;

namespace Banyan.Host.Tests.Graph.Rights;

/// <summary><c>docs/graphql/rights.md</c>: which role may use which field, written from the schema and the roles.</summary>
internal static class RightsPage
{
    private const string Entities = "_Entity";

    private const string Opening =
        """
        # Who may use which field

        Generated from the schema and the roles; `BANYAN_REGENERATE=1` with the tests of the host writes it anew. A test calls every field with a key of
        every role and compares. A field asks for rights, which are the words of scopes: all that a comma parts, one of those joined by "or". A role is a
        set of them, and a key's own scopes narrow its role. A caller without the right reads `FORBIDDEN`; a mutation with one forbidden field does nothing.


        """;

    /// <summary>In the order of the columns.</summary>
    public static IReadOnlyList<Role> Roles { get; } = [Role.Admin, Role.Operator, Role.Auditor, Role.Developer, Role.Viewer, Role.Service];

    /// <summary>Whether a role's usual scopes hold what a field asks for.</summary>
    public static bool Allows(Role role, FieldRight right)
    {
        var grants = new Grants(RoleRights.Usual(role), ["*"]);
        return right.Scopes.All(scope => scope.Split('|').Any(grants.May));
    }

    /// <summary>The page as it should be.</summary>
    public static string Text(GraphSchema schema)
    {
        var page = new StringBuilder(Opening).Append("## Roles\n| role | may |\n|---|---|\n");
        foreach (var role in Roles)
        {
            page.Append("| ").Append(RoleRights.WordOf(role)).Append(" | `").AppendJoin(' ', RoleRights.Usual(role)).Append('`').Append(More(role)).Append(" |\n");
        }

        foreach (var (title, type) in new[] { ("Queries", "Query"), ("Changes", "Mutation"), ("Subscriptions", "Subscription"), ("Found by key in a federated graph", Entities) })
        {
            Table(page, title, schema.Rights.Where(right => right.Type == type), right => right.Field);
        }

        Table(page, "Fields of objects that ask for a right", schema.Rights.Where(IsInner), right => $"{right.Type}.{right.Field}");
        return page.ToString();
    }

    /// <summary>Whether a field that asks for something stands within what another field gives.</summary>
    public static bool IsInner(FieldRight right) => right is { Scopes.Count: > 0, Type: not ("Query" or "Mutation" or "Subscription" or Entities) };

    /// <summary>What the checked-in page says of a field; null when it does not know it.</summary>
    public static Dictionary<Role, bool>? Read(string page, string title, string field)
    {
        var start = page.IndexOf($"## {title}\n", StringComparison.Ordinal);
        var row = start < 0 ? null : page[start..].Split('\n').Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).FirstOrDefault(line => line.StartsWith($"| `{field}` |", StringComparison.Ordinal));
        return row?.Split('|', StringSplitOptions.TrimEntries)[^7..^1] is { } cells ? Roles.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second == "yes") : null;
    }

    private static string More(Role role) => role switch
    {
        Role.Service => " unless its key says otherwise: a service may exactly what its scopes say",
        Role.Developer => ", and `prompts:publish` where it is granted",
        Role.Admin or Role.Operator or Role.Auditor or Role.Viewer => "",
    };

    private static void Table(StringBuilder page, string title, IEnumerable<FieldRight> rights, Func<FieldRight, string> name)
    {
        page.Append("\n## ").Append(title).Append("\n| field | asks for | ").AppendJoin(" | ", Roles.Select(RoleRights.WordOf)).Append(" |\n|---|---|").Insert(page.Length, "---|", Roles.Count).Append('\n');
        foreach (var right in rights)
        {
            var asks = right.Scopes.Count == 0 ? "any key" : string.Join(", ", right.Scopes.Select(scope => string.Join(" or ", scope.Split('|').Select(word => $"`{word}`"))));
            page.Append("| `").Append(name(right)).Append("` | ").Append(asks).Append(" | ").AppendJoin(" | ", Roles.Select(role => Allows(role, right) ? "yes" : "-")).Append(" |\n");
        }
    }
}
