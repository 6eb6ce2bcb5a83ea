
namespace Banyan.GraphQL.Validation.Rules;

/// <summary>No argument is given twice.</summary>
internal sealed class UniqueArgumentNames(Check check) : Rule(check)
{
    public override void Arguments(in ArgumentSite site)
    {
        if (site.Given.Count < 2)
        {
            return;
        }

        foreach (var same in site.Given.GroupBy(argument => argument.Name.Text, StringComparer.Ordinal).Where(same => same.Skip(1).Any()))
        {
            Check.Report($"There can be only one argument named \"{same.Key}\".", [.. same.Select(argument => argument.Name)]);
        }
    }
}
