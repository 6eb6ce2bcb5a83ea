
namespace Banyan.GraphQL.Validation.Rules;

/// <summary>Every argument given is one the field or directive takes.</summary>
internal sealed class KnownArgumentNames(Check check) : Rule(check)
{
    public override void Arguments(in ArgumentSite site)
    {
        if (site.Declared is not { } declared)
        {
            return;
        }

        foreach (var argument in site.Given)
        {
            if (!declared.ContainsKey(argument.Name.Text))
            {
                Check.Report($"Unknown argument \"{argument.Name}\" on {(site.IsDirective ? "directive" : "field")} \"{site.Name}\".{Check.Suggest(argument.Name.Text, declared.Keys)}", argument);
            }
        }
    }
}
