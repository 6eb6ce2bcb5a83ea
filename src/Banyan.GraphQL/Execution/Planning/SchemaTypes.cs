using System.Collections.Concurrent;
using System.Collections.Frozen;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution.Planning;

/// <summary>What a schema's types mean for execution: which fragments apply, which fields there are, what an enum's values are called.</summary>
internal sealed class SchemaTypes(GraphSchema schema)
{
    private readonly ConcurrentDictionary<EnumType, FrozenDictionary<object, EnumName>> _enums = new();

    public GraphSchema Schema { get; } = schema;

    /// <summary>Whether a fragment on that type counts for values of a concrete one.</summary>
    public bool Applies(ObjectType type, string condition) =>
        type.Name == condition || (Schema.Types.TryGetValue(condition, out var named) && Schema.PossibleTypes.Contains(named, type));

    /// <summary>A field by name; null for <c>__typename</c>, which needs no resolver.</summary>
    public GraphField? Field(ObjectType type, string name) => name == "__typename" ? null : Schema.FieldOf(type, name);

    /// <summary>What an enum calls a value; null when it has none such.</summary>
    public EnumName? NameOf(EnumType type, object value) =>
        _enums.GetOrAdd(type, static type => type.Entries.Values.DistinctBy(entry => entry.Value).ToFrozenDictionary(entry => entry.Value, entry => new EnumName(entry.Name))).GetValueOrDefault(value);
}
