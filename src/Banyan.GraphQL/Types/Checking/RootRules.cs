using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types.Checking;

/// <summary>There is a query root; roots are objects, and each another one.</summary>
internal static class RootRules
{
    public static void Check(SchemaParts parts, SchemaDraft draft)
    {
        if (parts.Root(draft.Query) is null)
        {
            parts.Problems.Add("Query root type must be provided.");
        }

        foreach (var name in new[] { draft.Query, draft.Mutation, draft.Subscription }.Where(name => parts.Types.TryGetValue(name, out var type) && type is not ObjectType))
        {
            parts.Problems.Add($"Root type {name} must be an object type.");
        }

        foreach (var twice in new[] { draft.Query, draft.Mutation, draft.Subscription }.Where(parts.Types.ContainsKey).GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            parts.Problems.Add($"All root types must be different, \"{twice.Key}\" type is used for several of them.");
        }

        foreach (var field in Root(parts, draft.Query).Concat(Root(parts, draft.Mutation)).Where(field => field.Field.Resolver is FieldResolver.Events))
        {
            parts.Problems.Add($"{field.Where} gives events, which only a subscription does.");
        }

        foreach (var field in Root(parts, draft.Subscription).Where(field => field.Field.Resolver is not null and not FieldResolver.Events))
        {
            parts.Problems.Add($"{field.Where} is a subscription, so its resolver opens a source of events.");
        }
    }

    private static IEnumerable<(string Where, GraphField Field)> Root(SchemaParts parts, string name) =>
        parts.Root(name)?.Fields.Values.Select(field => ($"{name}.{field.Name}", field)) ?? [];
}
