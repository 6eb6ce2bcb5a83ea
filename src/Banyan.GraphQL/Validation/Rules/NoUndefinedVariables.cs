using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>Every variable used is defined by each operation that reaches it.</summary>
internal sealed class NoUndefinedVariables(Check check) : Rule(check)
{
    public override void Ended()
    {
        foreach (var operation in Check.Document.Definitions.OfType<OperationDefinition>())
        {
            var known = operation.Variables.Select(variable => variable.Variable.Name.Text).ToHashSet(StringComparer.Ordinal);
            foreach (var use in Check.Facts.Uses(operation))
            {
                if (!known.Contains(use.Node.Name.Text))
                {
                    Check.Report($"Variable \"${use.Node.Name}\" is not defined{(operation.Name is { } name ? $" by operation \"{name}\"" : "")}.", use.Node, operation);
                }
            }
        }
    }
}
