namespace Banyan.GraphQL.Types;

/// <summary>A field of an object or interface.</summary>
internal sealed class GraphField(string name, GraphType type, string? description)
{
    public string Name { get; } = name;

    public GraphType Type { get; } = type;

    public string? Description { get; } = description;

    /// <summary>Arguments by name, in the order declared.</summary>
    public OrderedDictionary<string, InputValue> Arguments { get; } = new(StringComparer.Ordinal);

    /// <summary>How its value is found; null on an interface.</summary>
    public FieldResolver? Resolver { get; set; }

    /// <summary>Why it should not be used; null when it may.</summary>
    public string? Deprecation { get; set; }

    /// <summary>Scopes it asks for, all of them; empty for none. Its type's come in addition.</summary>
    public List<string> Scopes { get; } = [];

    /// <summary>Its weight in a query's cost; null for the default of its kind.</summary>
    public int? Cost { get; set; }

    /// <summary>Whether its resolver keeps a deadline of its own.</summary>
    public bool HasOwnDeadline { get; set; }

    /// <summary>Whether a subscription to it goes on when the server is told to stop.</summary>
    public bool OutlivesStopping { get; set; }

    /// <summary>How long its list is assumed to be where no slicing argument tells; null for the default.</summary>
    public ListSize? ListSize { get; set; }

    public List<AppliedDirective> Directives { get; } = [];
}

/// <summary>What <c>@listSize</c> says.</summary>
/// <param name="Assumed">Items assumed when no slicing argument is given; null for the default.</param>
/// <param name="SlicingArguments">Integer arguments that bound the list, as <c>first</c>.</param>
/// <param name="SizedFields">Fields of the result that hold the list, as <c>nodes</c> and <c>edges</c>; empty when the field itself is the list.</param>
internal sealed record ListSize(int? Assumed, IReadOnlyList<string> SlicingArguments, IReadOnlyList<string> SizedFields);
