using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types;

/// <summary>A scalar: how its values are read from variables, from literals, and written.</summary>
internal sealed class ScalarType(string name, string? description, ScalarCoercion coercion, string? specifiedBy = null) : NamedType(name, description)
{
    public ScalarCoercion Coercion { get; } = coercion;

    /// <summary>Where it is specified; null for the five built in.</summary>
    public string? SpecifiedBy { get; } = specifiedBy;

    /// <summary>Whether it is one of the five every schema has.</summary>
    public bool IsBuiltIn => Name is "Int" or "Float" or "String" or "Boolean" or "ID";
}

/// <summary>An enum.</summary>
internal sealed class EnumType(string name, string? description) : NamedType(name, description)
{
    /// <summary>Entries by name, in the order declared.</summary>
    public OrderedDictionary<string, EnumEntry> Entries { get; } = new(StringComparer.Ordinal);
}

/// <summary>One value of an enum.</summary>
internal sealed class EnumEntry(string name, object value, string? description, string? deprecation)
{
    public string Name { get; } = name;

    /// <summary>What resolvers see and give: the CLR enum's value, or the name.</summary>
    public object Value { get; } = value;

    public string? Description { get; } = description;

    /// <summary>Why it should not be used; null when it may.</summary>
    public string? Deprecation { get; } = deprecation;

    public List<AppliedDirective> Directives { get; } = [];
}

/// <summary>An input object.</summary>
internal sealed class InputType(string name, string? description, bool isOneOf) : NamedType(name, description)
{
    /// <summary>Fields by name, in the order declared.</summary>
    public OrderedDictionary<string, InputValue> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether exactly one field must be given.</summary>
    public bool IsOneOf { get; } = isOneOf;

    /// <summary>Makes what resolvers see from coerced fields; null when they see the <see cref="InputFields"/> themselves.</summary>
    public Func<InputFields, object?>? Make { get; set; }
}

/// <summary>An argument or an input field.</summary>
internal sealed class InputValue(string name, GraphType type, string? description, ValueNode? defaultLiteral, string? deprecation)
{
    public string Name { get; } = name;

    public GraphType Type { get; } = type;

    public string? Description { get; } = description;

    /// <summary>The default as written; null when there is none, a <see cref="NullValue"/> when it is null.</summary>
    public ValueNode? DefaultLiteral { get; } = defaultLiteral;

    /// <summary>The default as resolvers see it; coerced once when the schema is built.</summary>
    public object? DefaultValue { get; set; }

    /// <summary>Why it should not be used; null when it may.</summary>
    public string? Deprecation { get; } = deprecation;

    /// <summary>Whether a caller must give it.</summary>
    public bool IsRequired => Type is NonNullType && DefaultLiteral is null;

    public List<AppliedDirective> Directives { get; } = [];
}
