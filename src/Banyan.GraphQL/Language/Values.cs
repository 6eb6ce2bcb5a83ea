namespace Banyan.GraphQL.Language;

/// <summary>A value as written.</summary>
internal abstract class ValueNode(SourceSpan span) : GraphNode(span);

/// <summary><c>$name</c>; the text is without the sign.</summary>
internal sealed class VariableValue(SourceSpan span, NameNode name) : ValueNode(span)
{
    public NameNode Name { get; } = name;
}

/// <summary>An integer, digits as written.</summary>
internal sealed class IntValue(SourceSpan span, string text) : ValueNode(span)
{
    public string Text { get; } = text;
}

/// <summary>A number with a fraction or exponent, as written.</summary>
internal sealed class FloatValue(SourceSpan span, string text) : ValueNode(span)
{
    public string Text { get; } = text;
}

/// <summary>A string, its escapes and block indentation resolved.</summary>
internal sealed class StringValue(SourceSpan span, string text, bool isBlock) : ValueNode(span)
{
    public string Text { get; } = text;

    /// <summary>Whether it was written between three quotes.</summary>
    public bool IsBlock { get; } = isBlock;
}

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class BooleanValue(SourceSpan span, bool value) : ValueNode(span)
{
    public bool Value { get; } = value;
}

/// <summary><c>null</c>.</summary>
internal sealed class NullValue(SourceSpan span) : ValueNode(span);

/// <summary>A name standing as a value.</summary>
internal sealed class EnumValue(SourceSpan span, string name) : ValueNode(span)
{
    public string Name { get; } = name;
}

/// <summary><c>[ … ]</c>.</summary>
internal sealed class ListValue(SourceSpan span, IReadOnlyList<ValueNode> items) : ValueNode(span)
{
    public IReadOnlyList<ValueNode> Items { get; } = items;
}

/// <summary><c>{ name: value … }</c>, fields in the order written, doubles included.</summary>
internal sealed class ObjectValue(SourceSpan span, IReadOnlyList<ObjectFieldNode> fields) : ValueNode(span)
{
    public IReadOnlyList<ObjectFieldNode> Fields { get; } = fields;
}

/// <summary>One field of an object value.</summary>
internal sealed class ObjectFieldNode(SourceSpan span, NameNode name, ValueNode value) : GraphNode(span)
{
    public NameNode Name { get; } = name;

    public ValueNode Value { get; } = value;
}
