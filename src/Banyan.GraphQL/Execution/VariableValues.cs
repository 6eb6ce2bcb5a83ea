namespace Banyan.GraphQL.Execution;

/// <summary>An operation's coerced variables; one that was not given and has no default is absent.</summary>
internal sealed class VariableValues(IReadOnlyDictionary<string, object?> values)
{
    /// <summary>An operation without variables.</summary>
    public static VariableValues None { get; } = new(System.Collections.ObjectModel.ReadOnlyDictionary<string, object?>.Empty);

    /// <summary>By name, null included.</summary>
    public IReadOnlyDictionary<string, object?> Values { get; } = values;

    /// <summary>A variable's value; false when it is absent.</summary>
    public bool TryGet(string name, out object? value) => Values.TryGetValue(name, out value);
}
