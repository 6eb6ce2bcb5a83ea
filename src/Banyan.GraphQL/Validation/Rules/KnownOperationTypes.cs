using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>The schema has a root for each kind of operation asked for.</summary>
internal sealed class KnownOperationTypes(Check check) : Rule(check)
{
    public override void Operation(OperationDefinition operation, ObjectType? root)
    {
        if (root is null)
        {
            Check.Report($"The {(operation.Kind == OperationKind.Mutation ? "mutation" : "subscription")} operation is not supported by the schema.", operation);
        }
    }
}
