using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>Variables hold scalars, enums, inputs and lists of them.</summary>
internal sealed class VariablesAreInputTypes(Check check) : Rule(check)
{
    public override void Variable(VariableDefinition variable, GraphType? type)
    {
        if (type is { IsInput: false })
        {
            Check.Report($"Variable \"${variable.Variable.Name}\" cannot be non-input type \"{Check.Show(variable.Type)}\".", variable.Type);
        }
    }
}
