namespace Banyan.GraphQL.Language;

/// <summary>What an operation does.</summary>
internal enum OperationKind
{
    /// <summary>Reads.</summary>
    Query,

    /// <summary>Changes.</summary>
    Mutation,

    /// <summary>Listens.</summary>
    Subscription,
}

/// <summary>An operation; the short form <c>{ … }</c> is a query without a name.</summary>
internal sealed class OperationDefinition(
    SourceSpan span, StringValue? description, OperationKind kind, NameNode? name, IReadOnlyList<VariableDefinition> variables, IReadOnlyList<DirectiveNode> directives, SelectionSet selections)
    : Definition(span, description)
{
    public OperationKind Kind { get; } = kind;

    public NameNode? Name { get; } = name;

    public IReadOnlyList<VariableDefinition> Variables { get; } = variables;

    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;

    public SelectionSet Selections { get; } = selections;
}

/// <summary>A named fragment.</summary>
internal sealed class FragmentDefinition(
    SourceSpan span, StringValue? description, NameNode name, NamedTypeNode condition, IReadOnlyList<DirectiveNode> directives, SelectionSet selections)
    : Definition(span, description)
{
    public NameNode Name { get; } = name;

    public NamedTypeNode Condition { get; } = condition;

    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;

    public SelectionSet Selections { get; } = selections;
}

/// <summary>A variable an operation takes.</summary>
internal sealed class VariableDefinition(
    SourceSpan span, StringValue? description, VariableValue variable, TypeNode type, ValueNode? defaultValue, IReadOnlyList<DirectiveNode> directives)
    : GraphNode(span)
{
    public StringValue? Description { get; } = description;

    public VariableValue Variable { get; } = variable;

    public TypeNode Type { get; } = type;

    /// <summary>Null when it has none; a written <c>null</c> is a <see cref="NullValue"/>.</summary>
    public ValueNode? DefaultValue { get; } = defaultValue;

    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}
