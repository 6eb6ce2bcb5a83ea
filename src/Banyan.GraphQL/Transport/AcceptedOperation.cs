using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Execution.Planning;

namespace Banyan.GraphQL.Transport;

/// <summary>An operation that may run.</summary>
internal sealed record AcceptedOperation(OperationPlan Plan, GraphOperation Operation, VariableValues Variables);
