using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;
using Banyan.GraphQL.Validation;

namespace Banyan.GraphQL.Transport.Documents;

/// <summary>Turns a text into a plan: parsed, checked and planned once, then found by its hash. Only what passed every rule is kept.</summary>
internal sealed class Preparation(GraphSchema schema, GraphServerOptions options)
{
    private readonly SchemaTypes _types = new(schema);
    private readonly PlanCache _plans = new(options.MaxPlans, options.MaxPlanBytes);

    /// <summary>A plan of the operation, or why it can't be run.</summary>
    /// <param name="text">The document.</param>
    /// <param name="operationName">Which of its operations; null for the only one.</param>
    /// <param name="mayIntrospect">Whether the caller may see the schema.</param>
    public (PlannedOperation? Planned, IReadOnlyList<GraphError> Errors) Prepare(string text, string? operationName, bool mayIntrospect)
    {
        var key = new PlanKey(DocumentHash.Of(text), operationName, mayIntrospect);
        if (_plans.Find(key) is { } known)
        {
            return (known, []);
        }

        var parsed = GraphParser.Parse(text, options.Parsing);
        if (!parsed.IsGood)
        {
            return (null, [parsed.Error]);
        }

        if (!mayIntrospect && IntrospectionSearch.Find(parsed.Value) is { } asked)
        {
            return (null, [new GraphError("Introspection is not allowed.") { Code = ExecutionCodes.Forbidden, Locations = [parsed.Value.Locate(asked)] }]);
        }

        if (DocumentCheck.Validate(schema, parsed.Value, options.Query, maySuggest: mayIntrospect) is { Count: > 0 } errors)
        {
            return (null, errors);
        }

        var operations = parsed.Value.Definitions.OfType<OperationDefinition>().Where(one => operationName is null || one.Name?.Text == operationName).ToList();
        if (operations.Count != 1)
        {
            return (null, [new GraphError(operations.Count == 0 ? "The document has no operation of that name." : "The document has several operations: name one in operationName.") { Code = TransportCodes.OperationNotFound }]);
        }

        var plan = new PlannedOperation(new OperationPlan(parsed.Value, operations[0], _types), options.Query);
        _plans.Add(key, plan);
        return (plan, []);
    }
}
