using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>A variable's type fits every place it is used at.</summary>
internal sealed class VariablesInAllowedPosition(Check check) : Rule(check)
{
    public override void Ended()
    {
        foreach (var operation in Check.Document.Definitions.OfType<OperationDefinition>().Where(operation => operation.Variables.Count > 0))
        {
            var known = new Dictionary<string, (VariableDefinition Node, GraphType? Type)>(StringComparer.Ordinal);
            foreach (var variable in operation.Variables)
            {
                known[variable.Variable.Name.Text] = (variable, Check.Schema.Find(variable.Type));
            }

            foreach (var use in Check.Facts.Uses(operation))
            {
                if (use.Type is { } expected && known.TryGetValue(use.Node.Name.Text, out var variable) && variable.Type is { } type)
                {
                    Compare(use, expected, variable.Node, type);
                }
            }
        }
    }

    private void Compare(in VariableUse use, GraphType expected, VariableDefinition variable, GraphType type)
    {
        if (!IsAllowed(use, expected, variable, type))
        {
            Check.Report($"Variable \"${use.Node.Name}\" of type \"{type}\" used in position expecting type \"{expected}\".", variable, use.Node);
        }

        if (use.OneOf is { } oneOf && type is not NonNullType)
        {
            Check.Report($"Variable \"${use.Node.Name}\" is of type \"{type}\" but must be non-nullable to be used for OneOf Input Object \"{oneOf}\".", variable, use.Node);
        }
    }

    // A variable that may be missing is good enough where either side has a value for that.
    private static bool IsAllowed(in VariableUse use, GraphType expected, VariableDefinition variable, GraphType type) =>
        expected is NonNullType wanted && type is not NonNullType
            ? (use.HasDefault || variable.DefaultValue is not (null or NullValue)) && TypeFit.Fits(type, wanted.Inner)
            : TypeFit.Fits(type, expected);
}
