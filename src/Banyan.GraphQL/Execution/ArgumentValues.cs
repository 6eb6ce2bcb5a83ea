using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution;

/// <summary>A field's coerced arguments.</summary>
/// <param name="field">What declares them.</param>
/// <param name="node">Where they were given.</param>
/// <param name="variables">Of the run.</param>
/// <param name="values">By name; what was not given and has no default is absent.</param>
internal sealed class ArgumentValues(GraphField field, FieldNode node, VariableValues variables, IReadOnlyDictionary<string, object?> values)
{
    /// <summary>A value; null when absent.</summary>
    /// <exception cref="ArgumentException">The field declares no such argument.</exception>
    public object? Get(string name) => values.TryGetValue(name, out var value) ? value : Declared<object?>(name, value: null);

    /// <summary>Whether the caller gave it, null included.</summary>
    public bool IsGiven(string name) => node.Arguments.FirstOrDefault(argument => argument.Name.Text == name) is { } given
        ? given.Value is not VariableValue variable || variables.TryGet(variable.Name.Text, out _)
        : Declared(name, value: false);

    private T Declared<T>(string name, T value) =>
        field.Arguments.ContainsKey(name) ? value : throw new ArgumentException($"The field {field.Name} has no argument \"{name}\".", nameof(name));
}
