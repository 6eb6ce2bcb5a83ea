using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>Every argument that must be given is given.</summary>
internal sealed class ProvidedRequiredArguments(Check check) : Rule(check)
{
    public override void Arguments(in ArgumentSite site)
    {
        if (site.Declared is not { Count: > 0 } declared)
        {
            return;
        }

        foreach (var (name, input) in declared)
        {
            if (input.IsRequired && !IsGiven(site.Given, name))
            {
                Check.Report($"Argument \"{site.Name}({name}:)\" of type \"{input.Type}\" is required, but it was not provided.", site.Node);
            }
        }
    }

    private static bool IsGiven(IReadOnlyList<ArgumentNode> given, string name)
    {
        foreach (var argument in given)
        {
            if (argument.Name.Text == name)
            {
                return true;
            }
        }

        return false;
    }
}
