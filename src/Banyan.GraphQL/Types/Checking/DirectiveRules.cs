using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types.Checking;

/// <summary>Directives take input, stand somewhere that exists, and do not refer to themselves.</summary>
internal static class DirectiveRules
{
    public static void Check(SchemaParts parts)
    {
        foreach (var directive in parts.Directives.Values)
        {
            if (directive.Locations.Count == 0)
            {
                parts.Problems.Add($"Directive @{directive.Name} must include 1 or more locations.");
            }

            foreach (var location in directive.Locations.Where(location => !DirectiveLocations.All.Contains(location)))
            {
                parts.Problems.Add($"Directive @{directive.Name} names {location}, which is no location.");
            }

            foreach (var argument in directive.Arguments.Values)
            {
                var where = $"@{directive.Name}({argument.Name}:)";
                if (!argument.Type.IsInput)
                {
                    parts.Problems.Add($"The type of {where} must be Input Type but got: {argument.Type}.");
                }

                if (argument is { IsRequired: true, Deprecation: not null })
                {
                    parts.Problems.Add($"Required argument {where} cannot be deprecated.");
                }
            }

            if (Uses(directive, []).Contains(directive.Name))
            {
                parts.Problems.Add($"Directive @{directive.Name} refers to itself through its arguments.");
            }
        }

        HashSet<string> Uses(DirectiveType directive, HashSet<string> found)
        {
            foreach (var name in directive.Arguments.Values.SelectMany(argument => Names(argument, [])).Where(found.Add).ToArray())
            {
                if (parts.Directives.TryGetValue(name, out var next))
                {
                    Uses(next, found);
                }
            }

            return found;
        }
    }

    private static IEnumerable<string> Names(InputValue value, HashSet<NamedType> seen)
    {
        var own = value.Directives.Select(directive => directive.Name);
        return seen.Add(value.Type.Named)
            ? own.Concat(AppliedDirectives.Of(value.Type.Named).Select(used => used.Directive.Name))
                .Concat(value.Type.Named is InputType input ? input.Fields.Values.SelectMany(field => Names(field, seen)) : [])
            : own;
    }
}
