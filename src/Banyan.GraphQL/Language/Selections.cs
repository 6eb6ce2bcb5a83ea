namespace Banyan.GraphQL.Language;

/// <summary>What stands between two braces: at least one selection.</summary>
internal sealed class SelectionSet(SourceSpan span, IReadOnlyList<Selection> items) : GraphNode(span)
{
    public IReadOnlyList<Selection> Items { get; } = items;
}

/// <summary>A field, a spread or an inline fragment.</summary>
internal abstract class Selection(SourceSpan span, IReadOnlyList<DirectiveNode> directives) : GraphNode(span)
{
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

/// <summary>A selected field.</summary>
internal sealed class FieldNode(
    SourceSpan span, NameNode? alias, NameNode name, IReadOnlyList<ArgumentNode> arguments, IReadOnlyList<DirectiveNode> directives, SelectionSet? selections)
    : Selection(span, directives)
{
    public NameNode? Alias { get; } = alias;

    public NameNode Name { get; } = name;

    /// <summary>The name in the answer: the alias, else the field's.</summary>
    public string ResponseName => (Alias ?? Name).Text;

    public IReadOnlyList<ArgumentNode> Arguments { get; } = arguments;

    /// <summary>Null for a leaf.</summary>
    public SelectionSet? Selections { get; } = selections;
}

/// <summary><c>...name</c>.</summary>
internal sealed class FragmentSpread(SourceSpan span, NameNode name, IReadOnlyList<DirectiveNode> directives) : Selection(span, directives)
{
    public NameNode Name { get; } = name;
}

/// <summary><c>... on Type { … }</c>; the type may be absent.</summary>
internal sealed class InlineFragment(SourceSpan span, NamedTypeNode? condition, IReadOnlyList<DirectiveNode> directives, SelectionSet selections)
    : Selection(span, directives)
{
    public NamedTypeNode? Condition { get; } = condition;

    public SelectionSet Selections { get; } = selections;
}

/// <summary><c>name: value</c>.</summary>
internal sealed class ArgumentNode(SourceSpan span, NameNode name, ValueNode value) : GraphNode(span)
{
    public NameNode Name { get; } = name;

    public ValueNode Value { get; } = value;
}

/// <summary><c>@name(…)</c>.</summary>
internal sealed class DirectiveNode(SourceSpan span, NameNode name, IReadOnlyList<ArgumentNode> arguments) : GraphNode(span)
{
    public NameNode Name { get; } = name;

    public IReadOnlyList<ArgumentNode> Arguments { get; } = arguments;
}
