namespace Banyan.GraphQL.Types.Drafting;

/// <summary>A schema while it is put together and checked.</summary>
internal sealed class SchemaParts
{
    public OrderedDictionary<string, NamedType> Types { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, DirectiveType> Directives { get; } = new(StringComparer.Ordinal);

    public List<string> Problems { get; } = [];

    /// <summary>Declared types: without introspection's and the built-in scalars.</summary>
    public IEnumerable<NamedType> Declared => Types.Values.Where(type => !IsReserved(type.Name) && type is not ScalarType { IsBuiltIn: true });

    /// <summary>A root type by name; null when it is not there or no object.</summary>
    public ObjectType? Root(string name) => Types.GetValueOrDefault(name) as ObjectType;

    /// <summary>Every place a directive can stand at that names one: where it stands, and what stands there.</summary>
    public IEnumerable<(string Location, string Where, AppliedDirective Directive)> Applied() =>
        Declared.SelectMany(type => AppliedDirectives.Of(type));

    public static bool IsReserved(string name) => name.StartsWith("__", StringComparison.Ordinal);
}
