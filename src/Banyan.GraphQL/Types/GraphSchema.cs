using System.Security.Cryptography;
using System.Text;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types.Drafting;
using Banyan.GraphQL.Types.Printing;

namespace Banyan.GraphQL.Types;

/// <summary>A checked schema. Immutable once built; made by <see cref="Build"/>.</summary>
public sealed class GraphSchema
{
    private readonly Lazy<string> _sdl;
    private readonly Lazy<string> _version;

    internal GraphSchema(
        ObjectType query, ObjectType? mutation, ObjectType? subscription, OrderedDictionary<string, NamedType> types, OrderedDictionary<string, DirectiveType> directives)
    {
        Query = query;
        Mutation = mutation;
        Subscription = subscription;
        Types = types;
        Directives = directives;
        PossibleTypes = new PossibleTypes(types.Values);
        _sdl = new Lazy<string>(() => SchemaPrinter.Print(this));
        _version = new Lazy<string>(() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sdl))));
    }

    /// <summary>The schema as SDL, in an order that does not depend on where its parts were declared; ends with a line's end. A subgraph's is what <c>_service</c> gives.</summary>
    public string Sdl => _sdl.Value;

    /// <summary>What every field of every object asks for, introspection's aside: by type and field, in the order of their names. What <see cref="IGraphAuthorizer"/> is asked.</summary>
    public IReadOnlyList<FieldRight> Rights =>
    [
        .. Types.Values.OfType<ObjectType>().Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal))
            .SelectMany(type => type.Fields.Values.Select(one => new FieldRight(type.Name, one.Name, [.. one.Scopes.Concat(one.Type.Named.Scopes).Distinct(StringComparer.Ordinal)])))
            .Concat(Types.Values.OfType<UnionType>().Where(union => union.Name == Federation.Subgraph.EntityUnion)
                .SelectMany(union => union.Members.Select(member => new FieldRight(union.Name, member.Name, [.. member.Scopes]))))
            .OrderBy(right => right.Type, StringComparer.Ordinal).ThenBy(right => right.Field, StringComparer.Ordinal),
    ];

    /// <summary>The SHA-256 of <see cref="Sdl"/> in hexadecimal: two schemas of one version answer the same documents.</summary>
    public string Version => _version.Value;

    internal ObjectType Query { get; }

    internal ObjectType? Mutation { get; }

    internal ObjectType? Subscription { get; }

    /// <summary>What the schema says of itself; null for nothing.</summary>
    internal string? Description { get; init; }

    /// <summary>Every named type, introspection's and the built-in scalars that are used included, by name, in the order declared.</summary>
    internal OrderedDictionary<string, NamedType> Types { get; }

    /// <summary>Every directive, by name, the built-in ones included.</summary>
    internal OrderedDictionary<string, DirectiveType> Directives { get; }

    /// <summary>Which objects a value of an interface or union may be.</summary>
    internal PossibleTypes PossibleTypes { get; }

    /// <summary>The links of a subgraph; null for a schema that stands alone.</summary>
    internal Federation.SubgraphLinks? Links { get; init; }

    /// <summary><c>__schema: __Schema!</c>, which a query's root has without its type showing it.</summary>
    internal GraphField SchemaField { get; init; } = null!;

    /// <summary><c>__type(name: String!): __Type</c>, on a query's root likewise.</summary>
    internal GraphField TypeField { get; init; } = null!;

    /// <summary><c>__typename: String!</c>, which every object, interface and union has. Its resolver is never run: whoever executes knows the type.</summary>
    internal GraphField TypeNameField { get; init; } = null!;

    /// <summary>Builds a schema from the parts declared, and checks it by every rule of the specification.</summary>
    /// <param name="declare">Declares the parts; may call one method for each file of them.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="GraphSchemaException">There are mistakes; it tells all of them.</exception>
    public static GraphSchema Build(Action<GraphBuilder> declare, GraphSchemaOptions? options = null)
    {
        var graph = new GraphBuilder(new SchemaDraft());
        declare(graph);
        return SchemaLinker.Link(graph, options ?? new GraphSchemaOptions());
    }

    /// <summary>The type a document's text names; null when there is none of that name.</summary>
    internal GraphType? Find(TypeNode node) => node switch
    {
        NonNullTypeNode nonNull => Find(nonNull.Inner) is { } inner ? new NonNullType(inner) : null,
        ListTypeNode list => Find(list.Item) is { } item ? new ListType(item) : null,
        NamedTypeNode named => Types.GetValueOrDefault(named.Name.Text),
        _ => null,
    };

    /// <summary>The root type of an operation; null when the schema has none.</summary>
    internal ObjectType? Root(OperationKind kind) => kind switch
    {
        OperationKind.Query => Query,
        OperationKind.Mutation => Mutation,
        OperationKind.Subscription => Subscription,
    };

    /// <summary>A field of a type, the three every schema has of itself included; null when there is none.</summary>
    internal GraphField? FieldOf(NamedType parent, string name) => name switch
    {
        "__typename" => parent is FieldsType or UnionType ? TypeNameField : null,
        "__schema" => parent == Query ? SchemaField : null,
        "__type" => parent == Query ? TypeField : null,
        _ => parent is FieldsType type ? type.Fields.GetValueOrDefault(name) : null,
    };
}
