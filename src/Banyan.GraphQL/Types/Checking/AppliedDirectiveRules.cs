using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types.Checking;

/// <summary>A directive that stands somewhere is known, may stand there, once unless repeatable, with arguments that fit.</summary>
internal static class AppliedDirectiveRules
{
    public static void Check(SchemaParts parts)
    {
        foreach (var place in parts.Applied().GroupBy(used => (used.Location, used.Where, used.Directive.Name)))
        {
            var (location, where, name) = place.Key;
            if (!parts.Directives.TryGetValue(name, out var directive))
            {
                parts.Problems.Add($"{where}: unknown directive \"@{name}\".");
                continue;
            }

            if (!directive.Locations.Contains(location, StringComparer.Ordinal))
            {
                parts.Problems.Add($"{where}: directive \"@{name}\" may not be used on {location}.");
            }

            if (!directive.IsRepeatable && place.Count() > 1)
            {
                parts.Problems.Add($"{where}: the directive \"@{name}\" can only be used once at this location.");
            }

            foreach (var (_, _, used) in place)
            {
                Check(where, directive, used, parts.Problems);
            }
        }
    }

    private static void Check(string where, DirectiveType directive, AppliedDirective used, List<string> problems)
    {
        foreach (var unknown in used.Arguments.Where(argument => !directive.Arguments.ContainsKey(argument.Name.Text)))
        {
            problems.Add($"{where}: unknown argument \"{unknown.Name.Text}\" on directive \"@{directive.Name}\".");
        }

        try
        {
            ArgumentCoercion.Read(directive.Arguments, used.Arguments, variables: null);
        }
        catch (CoercionException refusal)
        {
            problems.Add($"{where}: directive \"@{directive.Name}\": {refusal.Message}");
        }
    }
}
