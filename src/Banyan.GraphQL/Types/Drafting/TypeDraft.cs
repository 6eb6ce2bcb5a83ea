namespace Banyan.GraphQL.Types.Drafting;

/// <summary>A type as declared, its references still names.</summary>
internal sealed class TypeDraft(DraftKind kind, string name, string? description)
{
    public DraftKind Kind { get; } = kind;

    public string Name { get; } = name;

    public string? Description { get; } = description;

    /// <summary>Directives as SDL, each string any number of them.</summary>
    public List<string> Directives { get; } = [];

    public List<string> Scopes { get; } = [];

    /// <summary>What stands between the braces of an input or interface, as SDL.</summary>
    public string? Body { get; init; }

    public List<FieldDraft> Fields { get; } = [];

    public List<string> Interfaces { get; } = [];

    public List<string> Members { get; } = [];

    public List<EntryDraft> Entries { get; } = [];

    public List<EntityKey> Keys { get; } = [];

    public ScalarCoercion? Coercion { get; init; }

    public string? SpecifiedBy { get; set; }

    public Func<InputFields, object?>? Make { get; init; }

    public Type? ClrType { get; init; }

    public Func<object, bool>? IsTypeOf { get; set; }

    public FieldBuilder Add(FieldDraft field)
    {
        Fields.Add(field);
        return new FieldBuilder(field);
    }
}

/// <summary>What a draft becomes.</summary>
internal enum DraftKind
{
    Scalar,
    Enum,
    Input,
    Object,
    Interface,
    Union,
}
