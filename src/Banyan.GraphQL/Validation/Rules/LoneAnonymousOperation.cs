using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>An operation without a name stands alone.</summary>
internal sealed class LoneAnonymousOperation(Check check) : Rule(check)
{
    public override void Operation(OperationDefinition operation, ObjectType? root)
    {
        if (operation.Name is null && Check.Document.Definitions.OfType<OperationDefinition>().Skip(1).Any())
        {
            Check.Report("This anonymous operation must be the only defined operation.", operation);
        }
    }
}
