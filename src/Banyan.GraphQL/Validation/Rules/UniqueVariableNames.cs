using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>No two variables of an operation have one name.</summary>
internal sealed class UniqueVariableNames(Check check) : Rule(check)
{
    public override void Operation(OperationDefinition operation, ObjectType? root)
    {
        if (operation.Variables.Count < 2)
        {
            return;
        }

        foreach (var same in operation.Variables.GroupBy(variable => variable.Variable.Name.Text, StringComparer.Ordinal).Where(same => same.Skip(1).Any()))
        {
            Check.Report($"There can be only one variable named \"${same.Key}\".", [.. same.Select(variable => variable.Variable.Name)]);
        }
    }
}
