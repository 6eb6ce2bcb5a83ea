using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>A fragment stands where some value can be of its type.</summary>
internal sealed class PossibleFragmentSpreads(Check check) : Rule(check)
{
    public override void Inline(InlineFragment inline, NamedType? parent, GraphType? type)
    {
        if (parent is not null && type is FieldsType or UnionType && !Check.Schema.PossibleTypes.Overlap(parent, (NamedType)type))
        {
            Check.Report($"Fragment cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", inline);
        }
    }

    public override void Spread(FragmentSpread spread, NamedType? parent)
    {
        if (parent is not null && Check.Fragments.TryGetValue(spread.Name.Text, out var fragment)
            && Check.Schema.Find(fragment.Condition) is var type && type is FieldsType or UnionType && !Check.Schema.PossibleTypes.Overlap(parent, (NamedType)type))
        {
            Check.Report($"Fragment \"{spread.Name}\" cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", spread);
        }
    }
}
