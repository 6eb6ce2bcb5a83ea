namespace Banyan.GraphQL.Types;

/// <summary>A checked schema. Immutable once built; made by <c>GraphSchema.Build</c>.</summary>
public sealed class GraphSchema
{
    internal GraphSchema(
        ObjectType query, ObjectType? mutation, ObjectType? subscription, OrderedDictionary<string, NamedType> types, OrderedDictionary<string, DirectiveType> directives)
    {
        Query = query;
        Mutation = mutation;
        Subscription = subscription;
        Types = types;
        Directives = directives;
    }

    internal ObjectType Query { get; }

    internal ObjectType? Mutation { get; }

    internal ObjectType? Subscription { get; }

    /// <summary>Every named type, introspection's and the built-in scalars included, by name, in the order declared.</summary>
    internal OrderedDictionary<string, NamedType> Types { get; }

    /// <summary>Every directive, by name, the built-in ones included.</summary>
    internal OrderedDictionary<string, DirectiveType> Directives { get; }
}
