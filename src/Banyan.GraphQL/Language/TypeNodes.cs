namespace Banyan.GraphQL.Language;

/// <summary>A type as written in a signature.</summary>
internal abstract class TypeNode(SourceSpan span) : GraphNode(span);

/// <summary>A type by name.</summary>
internal sealed class NamedTypeNode(SourceSpan span, NameNode name) : TypeNode(span)
{
    public NameNode Name { get; } = name;
}

/// <summary><c>[T]</c>.</summary>
internal sealed class ListTypeNode(SourceSpan span, TypeNode item) : TypeNode(span)
{
    public TypeNode Item { get; } = item;
}

/// <summary><c>T!</c>; what is inside is a name or a list.</summary>
internal sealed class NonNullTypeNode(SourceSpan span, TypeNode inner) : TypeNode(span)
{
    public TypeNode Inner { get; } = inner;
}
