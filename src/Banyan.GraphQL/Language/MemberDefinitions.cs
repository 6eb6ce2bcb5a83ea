namespace Banyan.GraphQL.Language;

/// <summary><c>name(…): Type</c>.</summary>
internal sealed class FieldDefinition(
    SourceSpan span, StringValue? description, NameNode name, IReadOnlyList<InputValueNode> arguments, TypeNode type, IReadOnlyList<DirectiveNode> directives)
    : GraphNode(span)
{
    public StringValue? Description { get; } = description;

    public NameNode Name { get; } = name;

    public IReadOnlyList<InputValueNode> Arguments { get; } = arguments;

    public TypeNode Type { get; } = type;

    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

/// <summary>An argument's or input field's definition.</summary>
internal sealed class InputValueNode(
    SourceSpan span, StringValue? description, NameNode name, TypeNode type, ValueNode? defaultValue, IReadOnlyList<DirectiveNode> directives)
    : GraphNode(span)
{
    public StringValue? Description { get; } = description;

    public NameNode Name { get; } = name;

    public TypeNode Type { get; } = type;

    public ValueNode? DefaultValue { get; } = defaultValue;

    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

/// <summary>One value of an enum's definition.</summary>
internal sealed class EnumEntryNode(SourceSpan span, StringValue? description, NameNode name, IReadOnlyList<DirectiveNode> directives) : GraphNode(span)
{
    public StringValue? Description { get; } = description;

    public NameNode Name { get; } = name;

    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}
