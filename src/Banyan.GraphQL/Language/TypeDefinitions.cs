namespace Banyan.GraphQL.Language;

/// <summary>A definition of the type system, or an extension of one.</summary>
internal abstract class TypeSystemDefinition(SourceSpan span, StringValue? description, bool isExtension, IReadOnlyList<DirectiveNode> directives)
    : Definition(span, description)
{
    /// <summary>Whether it begins with <c>extend</c>.</summary>
    public bool IsExtension { get; } = isExtension;

    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

/// <summary><c>schema { query: Q }</c>.</summary>
internal sealed class SchemaDefinition(
    SourceSpan span, StringValue? description, bool isExtension, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<RootTypeNode> roots)
    : TypeSystemDefinition(span, description, isExtension, directives)
{
    public IReadOnlyList<RootTypeNode> Roots { get; } = roots;
}

/// <summary><c>query: Q</c>.</summary>
internal sealed class RootTypeNode(SourceSpan span, OperationKind operation, NamedTypeNode type) : GraphNode(span)
{
    public OperationKind Operation { get; } = operation;

    public NamedTypeNode Type { get; } = type;
}

/// <summary>A definition of a named type.</summary>
internal abstract class TypeDefinition(SourceSpan span, StringValue? description, bool isExtension, NameNode name, IReadOnlyList<DirectiveNode> directives)
    : TypeSystemDefinition(span, description, isExtension, directives)
{
    public NameNode Name { get; } = name;
}

/// <summary><c>scalar S</c>.</summary>
internal sealed class ScalarDefinition(SourceSpan span, StringValue? description, bool isExtension, NameNode name, IReadOnlyList<DirectiveNode> directives)
    : TypeDefinition(span, description, isExtension, name, directives);

/// <summary><c>type T implements I { … }</c> or <c>interface I { … }</c>.</summary>
internal sealed class FieldsDefinition(
    SourceSpan span, StringValue? description, bool isExtension, bool isInterface, NameNode name, IReadOnlyList<NamedTypeNode> interfaces, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<FieldDefinition> fields)
    : TypeDefinition(span, description, isExtension, name, directives)
{
    /// <summary>Whether it is an interface rather than an object.</summary>
    public bool IsInterface { get; } = isInterface;

    public IReadOnlyList<NamedTypeNode> Interfaces { get; } = interfaces;

    public IReadOnlyList<FieldDefinition> Fields { get; } = fields;
}

/// <summary><c>union U = A | B</c>.</summary>
internal sealed class UnionDefinition(
    SourceSpan span, StringValue? description, bool isExtension, NameNode name, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<NamedTypeNode> members)
    : TypeDefinition(span, description, isExtension, name, directives)
{
    public IReadOnlyList<NamedTypeNode> Members { get; } = members;
}

/// <summary><c>enum E { A B }</c>.</summary>
internal sealed class EnumDefinition(
    SourceSpan span, StringValue? description, bool isExtension, NameNode name, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<EnumEntryNode> entries)
    : TypeDefinition(span, description, isExtension, name, directives)
{
    public IReadOnlyList<EnumEntryNode> Entries { get; } = entries;
}

/// <summary><c>input I { … }</c>.</summary>
internal sealed class InputDefinition(
    SourceSpan span, StringValue? description, bool isExtension, NameNode name, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<InputValueNode> fields)
    : TypeDefinition(span, description, isExtension, name, directives)
{
    public IReadOnlyList<InputValueNode> Fields { get; } = fields;
}

/// <summary><c>directive @d(…) repeatable on FIELD</c>.</summary>
internal sealed class DirectiveDefinition(
    SourceSpan span, StringValue? description, NameNode name, IReadOnlyList<InputValueNode> arguments, bool isRepeatable, IReadOnlyList<NameNode> locations)
    : TypeSystemDefinition(span, description, isExtension: false, [])
{
    public NameNode Name { get; } = name;

    public IReadOnlyList<InputValueNode> Arguments { get; } = arguments;

    public bool IsRepeatable { get; } = isRepeatable;

    public IReadOnlyList<NameNode> Locations { get; } = locations;
}
