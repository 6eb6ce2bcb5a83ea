using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>Every fragment is reached from an operation.</summary>
internal sealed class NoUnusedFragments(Check check) : Rule(check)
{
    public override void Ended()
    {
        var reached = Check.Facts.Reached(Check.Document.Definitions.OfType<OperationDefinition>().Select(operation => operation.Selections))
            .Select(fragment => fragment.Name.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var fragment in Check.Document.Definitions.OfType<FragmentDefinition>())
        {
            if (!reached.Contains(fragment.Name.Text))
            {
                Check.Report($"Fragment \"{fragment.Name}\" is never used.", fragment);
            }
        }
    }
}
