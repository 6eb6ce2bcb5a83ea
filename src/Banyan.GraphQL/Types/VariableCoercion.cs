using System.Text.Json;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types;

/// <summary>Coerces an operation's variables.</summary>
internal static class VariableCoercion
{
    /// <summary>The values by name; a variable that was not given and has no default is absent.</summary>
    /// <param name="definitions">The operation's.</param>
    /// <param name="schema">Where their types are.</param>
    /// <param name="given">A JSON object; Undefined or null for none.</param>
    /// <param name="problems">Filled with what does not fit: the definition, and the sentence for the caller. The values are not to be used when there is any.</param>
    public static IReadOnlyDictionary<string, object?> Read(
        IReadOnlyList<VariableDefinition> definitions, GraphSchema schema, JsonElement given, ICollection<(VariableDefinition Definition, string Message)> problems)
    {
        var values = new Dictionary<string, object?>(definitions.Count, StringComparer.Ordinal);
        foreach (var definition in definitions)
        {
            var name = definition.Variable.Name.Text;
            if (schema.Find(definition.Type) is not { IsInput: true } type)
            {
                problems.Add((definition, $"Variable \"${name}\" expected value of type \"{GraphPrinter.Print(definition.Type)}\" which cannot be used as an input type."));
            }
            else if (given.ValueKind == JsonValueKind.Object && given.TryGetProperty(name, out var value))
            {
                Read(definition, type, value, values, problems);
            }
            else if (definition.DefaultValue is not null)
            {
                values[name] = InputCoercion.Read(definition.DefaultValue, type, null);
            }
            else if (type is NonNullType)
            {
                problems.Add((definition, $"Variable \"${name}\" of required type \"{type}\" was not provided."));
            }
        }

        return values;
    }

    private static void Read(
        VariableDefinition definition, GraphType type, JsonElement value, Dictionary<string, object?> values, ICollection<(VariableDefinition Definition, string Message)> problems)
    {
        var name = definition.Variable.Name.Text;
        if (value.ValueKind == JsonValueKind.Null && type is NonNullType)
        {
            problems.Add((definition, $"Variable \"${name}\" of non-null type \"{type}\" must not be null."));
            return;
        }

        var found = new InputProblems();
        values[name] = InputCoercion.Read(value, type, found);
        foreach (var problem in found.Found)
        {
            problems.Add((definition, problem.Tell(name)));
        }
    }
}
