using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>Every fragment spread is defined.</summary>
internal sealed class KnownFragmentNames(Check check) : Rule(check)
{
    public override void Spread(FragmentSpread spread, NamedType? parent)
    {
        if (!Check.Fragments.ContainsKey(spread.Name.Text))
        {
            Check.Report($"Unknown fragment \"{spread.Name}\".", spread.Name);
        }
    }
}
