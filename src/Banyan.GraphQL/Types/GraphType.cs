namespace Banyan.GraphQL.Types;

/// <summary>A type of the schema: a named one, a list of one, or one that is never null.</summary>
internal abstract class GraphType
{
    /// <summary>The named type inside all lists and exclamation marks.</summary>
    public abstract NamedType Named { get; }

    /// <summary>Whether values of it may be given as arguments: scalars, enums, inputs and lists of them.</summary>
    public bool IsInput => Named is ScalarType or EnumType or InputType;

    /// <summary>Whether fields may give it: everything but inputs.</summary>
    public bool IsOutput => Named is not InputType;
}

/// <summary><c>[T]</c>.</summary>
internal sealed class ListType(GraphType item) : GraphType
{
    public GraphType Item { get; } = item;

    public override NamedType Named => Item.Named;

    public override string ToString() => $"[{Item}]";
}

/// <summary><c>T!</c>.</summary>
internal sealed class NonNullType(GraphType inner) : GraphType
{
    public GraphType Inner { get; } = inner;

    public override NamedType Named => Inner.Named;

    public override string ToString() => $"{Inner}!";
}

/// <summary>A type with a name of its own. Two of the same name are never in one schema, so references are compared.</summary>
internal abstract class NamedType(string name, string? description) : GraphType
{
    public string Name { get; } = name;

    public string? Description { get; } = description;

    /// <summary>Directives of the schema that stand on it, in the order applied.</summary>
    public List<AppliedDirective> Directives { get; } = [];

    /// <summary>Scopes its values ask for, all of them; empty for none.</summary>
    public List<string> Scopes { get; } = [];

    public override NamedType Named => this;

    public override string ToString() => Name;
}
