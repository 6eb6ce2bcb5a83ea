using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Validation;

namespace Banyan.GraphQL.Transport.Documents;

/// <summary>A planned operation with what is asked of it before it runs.</summary>
internal sealed class PlannedOperation(OperationPlan plan, QueryLimits limits)
{
    private Verdict? _cost;

    public OperationPlan Plan { get; } = plan;

    public GraphOperation Operation { get; } = new(NameOf(plan.Kind), plan.Operation.Name?.Text, plan.RootFields);

    /// <summary>Why it costs too much; null when it does not. Worked out once where no variable can change it.</summary>
    public GraphError? CostRefusal(VariableValues variables)
    {
        if (Plan.Operation.Variables.Count > 0)
        {
            return Refusal(name => variables.TryGet(name, out var value) && value is int number ? number : null);
        }

        _cost ??= new Verdict(Refusal(static _ => null));
        return _cost.Refusal;
    }

    private GraphError? Refusal(Func<string, int?> variable) => QueryCost.Refusal(Plan.Types.Schema, Plan.Document, Plan.Operation, variable, limits);

    private static string NameOf(OperationKind kind) => kind switch
    {
        OperationKind.Query => "query",
        OperationKind.Mutation => "mutation",
        OperationKind.Subscription => "subscription",
    };

    private sealed record Verdict(GraphError? Refusal);
}
