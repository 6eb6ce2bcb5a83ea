namespace Banyan.GraphQL.Types;

/// <summary>A type with fields: an object or an interface.</summary>
internal abstract class FieldsType(string name, string? description) : NamedType(name, description)
{
    /// <summary>Fields by name, in the order declared.</summary>
    public OrderedDictionary<string, GraphField> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Interfaces it implements, in the order declared.</summary>
    public List<InterfaceType> Interfaces { get; } = [];

    /// <summary>How entities of it are found by key for <c>_entities</c>; empty when it is none.</summary>
    public List<EntityKey> Keys { get; } = [];
}

/// <summary>An object type.</summary>
internal sealed class ObjectType(string name, string? description) : FieldsType(name, description)
{
    /// <summary>The CLR type of its values; a value of an interface or union is told apart by it. Null when <see cref="IsTypeOf"/> tells, or nothing needs to.</summary>
    public Type? ClrType { get; set; }

    /// <summary>Whether a value is of this type; null when the CLR type tells.</summary>
    public Func<object, bool>? IsTypeOf { get; set; }
}

/// <summary>An interface.</summary>
internal sealed class InterfaceType(string name, string? description) : FieldsType(name, description);

/// <summary>A union of objects.</summary>
internal sealed class UnionType(string name, string? description) : NamedType(name, description)
{
    public List<ObjectType> Members { get; } = [];
}
