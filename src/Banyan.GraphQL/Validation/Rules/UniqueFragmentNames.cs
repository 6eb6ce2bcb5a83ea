using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>No two fragments have one name.</summary>
internal sealed class UniqueFragmentNames(Check check) : Rule(check)
{
    private readonly Dictionary<string, NameNode> _names = new(StringComparer.Ordinal);

    public override void Fragment(FragmentDefinition fragment, GraphType? type)
    {
        if (!_names.TryAdd(fragment.Name.Text, fragment.Name))
        {
            Check.Report($"There can be only one fragment named \"{fragment.Name}\".", _names[fragment.Name.Text], fragment.Name);
        }
    }
}
