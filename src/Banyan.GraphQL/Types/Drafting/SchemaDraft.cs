namespace Banyan.GraphQL.Types.Drafting;

/// <summary>Everything declared so far, in the order declared.</summary>
internal sealed class SchemaDraft
{
    public const string QueryName = "Query";
    public const string MutationName = "Mutation";
    public const string SubscriptionName = "Subscription";

    private readonly Dictionary<string, TypeDraft> _roots = new(StringComparer.Ordinal);

    /// <summary>What the schema says of itself.</summary>
    public string? Description { get; set; }

    /// <summary>The names of the roots; a schema read from SDL may call them otherwise.</summary>
    public string Query { get; set; } = QueryName;

    public string Mutation { get; set; } = MutationName;

    public string Subscription { get; set; } = SubscriptionName;

    public List<TypeDraft> Types { get; } = [];

    /// <summary>Additions to objects that stand in <see cref="Types"/>.</summary>
    public List<TypeDraft> Extensions { get; } = [];

    public List<DirectiveDraft> DirectiveDefinitions { get; } = [];

    public TypeDraft Add(TypeDraft type)
    {
        Types.Add(type);
        return type;
    }

    public TypeDraft AddExtension(TypeDraft type)
    {
        Extensions.Add(type);
        return type;
    }

    public bool IsRoot(TypeDraft type) => _roots.ContainsValue(type);

    /// <summary>A root type; there is one from its first field on.</summary>
    public TypeDraft Root(string name)
    {
        if (!_roots.TryGetValue(name, out var root))
        {
            root = Add(new TypeDraft(DraftKind.Object, name, name switch
            {
                QueryName => "What can be read.",
                MutationName => "What can be changed; the changes of one operation run one after the other.",
                _ => "What can be listened to.",
            }));
            _roots.Add(name, root);
        }

        return root;
    }
}
