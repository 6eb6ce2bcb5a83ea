using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>Fragments stand on types that have fields.</summary>
internal sealed class FragmentsOnCompositeTypes(Check check) : Rule(check)
{
    public override void Fragment(FragmentDefinition fragment, GraphType? type)
    {
        if (type is not (null or FieldsType or UnionType))
        {
            Check.Report($"Fragment \"{fragment.Name}\" cannot condition on non composite type \"{fragment.Condition.Name}\".", fragment.Condition);
        }
    }

    public override void Inline(InlineFragment inline, NamedType? parent, GraphType? type)
    {
        if (inline.Condition is { } condition && type is not (null or FieldsType or UnionType))
        {
            Check.Report($"Fragment cannot condition on non composite type \"{condition.Name}\".", condition);
        }
    }
}
