using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>Every variable defined is used.</summary>
internal sealed class NoUnusedVariables(Check check) : Rule(check)
{
    public override void Ended()
    {
        foreach (var operation in Check.Document.Definitions.OfType<OperationDefinition>())
        {
            if (operation.Variables.Count == 0)
            {
                continue;
            }

            var used = Check.Facts.Uses(operation).Select(use => use.Node.Name.Text).ToHashSet(StringComparer.Ordinal);
            foreach (var variable in operation.Variables)
            {
                if (!used.Contains(variable.Variable.Name.Text))
                {
                    Check.Report($"Variable \"${variable.Variable.Name}\" is never used{(operation.Name is { } name ? $" in operation \"{name}\"" : "")}.", variable);
                }
            }
        }
    }
}
