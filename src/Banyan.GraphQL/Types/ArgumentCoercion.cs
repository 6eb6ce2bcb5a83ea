using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types;

/// <summary>Coerces the arguments of a field or directive.</summary>
internal static class ArgumentCoercion
{
    /// <summary>The values by name, defaults applied; an argument that was not given and has no default is absent.</summary>
    /// <param name="definitions">The arguments there are.</param>
    /// <param name="nodes">As written.</param>
    /// <param name="variables">Coerced variables by name; null where none may stand.</param>
    /// <exception cref="CoercionException">One is missing or does not fit.</exception>
    public static IReadOnlyDictionary<string, object?> Read(
        OrderedDictionary<string, InputValue> definitions, IReadOnlyList<ArgumentNode> nodes, IReadOnlyDictionary<string, object?>? variables)
    {
        var values = new Dictionary<string, object?>(definitions.Count, StringComparer.Ordinal);
        foreach (var (name, definition) in definitions)
        {
            var node = nodes.FirstOrDefault(node => node.Name.Text == name);
            if (node is null || (node.Value is VariableValue variable && variables?.ContainsKey(variable.Name.Text) != true))
            {
                Absent(definition, node, values);
            }
            else
            {
                values[name] = Given(definition, node, variables);
            }
        }

        return values;
    }

    private static void Absent(InputValue definition, ArgumentNode? node, Dictionary<string, object?> values)
    {
        if (definition.DefaultLiteral is not null)
        {
            values[definition.Name] = definition.DefaultValue;
        }
        else if (definition.IsRequired)
        {
            throw new CoercionException(node is null
                ? $"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was not provided."
                : $"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was provided the variable \"{GraphPrinter.Print(node.Value)}\" which was not provided a runtime value.");
        }
    }

    private static object? Given(InputValue definition, ArgumentNode node, IReadOnlyDictionary<string, object?>? variables)
    {
        var isNull = node.Value is NullValue || (node.Value is VariableValue variable && variables!.TryGetValue(variable.Name.Text, out var value) && value is null);
        if (isNull)
        {
            return definition.Type is NonNullType ? throw new CoercionException($"Argument \"{definition.Name}\" of non-null type \"{definition.Type}\" must not be null.") { At = node.Value } : null;
        }

        try
        {
            return InputCoercion.Read(node.Value, definition.Type, variables);
        }
        catch (CoercionException refusal)
        {
            throw new CoercionException($"Argument \"{definition.Name}\" has invalid value {GraphPrinter.Print(node.Value)}. {refusal.Message}") { At = refusal.At };
        }
    }
}
