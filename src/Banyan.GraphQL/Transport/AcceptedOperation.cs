using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Execution.Planning;

namespace Banyan.GraphQL.Transport;

/// <summary>An operation that may run.</summary>
internal sealed record AcceptedOperation(OperationPlan Plan, GraphOperation Operation, VariableValues Variables)
{
    /// <summary>What ends its source: the reader leaves or, where it is a feed, the server is told to stop.</summary>
    public CancellationTokenSource Ending(CancellationToken reader, CancellationToken stopping) =>
        CancellationTokenSource.CreateLinkedTokenSource(reader, Plan.OutlivesStopping ? CancellationToken.None : stopping);
}
