using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>No two operations have one name.</summary>
internal sealed class UniqueOperationNames(Check check) : Rule(check)
{
    private readonly Dictionary<string, NameNode> _names = new(StringComparer.Ordinal);

    public override void Operation(OperationDefinition operation, ObjectType? root)
    {
        if (operation.Name is { } name && !_names.TryAdd(name.Text, name))
        {
            Check.Report($"There can be only one operation named \"{name}\".", _names[name.Text], name);
        }
    }
}
