using System.Text.Json;
using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution;

/// <summary>Reads an operation's variables out of a request.</summary>
internal static class VariableReading
{
    private const int MostErrors = 100;

    /// <summary>The coerced values, or what does not fit.</summary>
    public static (VariableValues? Values, IReadOnlyList<GraphError> Errors) Read(OperationPlan plan, JsonElement? given)
    {
        var definitions = plan.Operation.Variables;
        if (definitions.Count == 0)
        {
            return (VariableValues.None, []);
        }

        var problems = new List<(VariableDefinition Definition, string Message)>();
        var values = VariableCoercion.Read(definitions, plan.Types.Schema, given ?? default, problems);
        return problems.Count == 0 ? (new VariableValues(values), []) : (null, [.. problems.Take(MostErrors).Select(problem => Misfit(plan, problem.Definition, problem.Message))]);
    }

    private static GraphError Misfit(OperationPlan plan, VariableDefinition definition, string message) =>
        new(message) { Code = ExecutionCodes.BadUserInput, Locations = [plan.Document.Locate(definition)] };
}
