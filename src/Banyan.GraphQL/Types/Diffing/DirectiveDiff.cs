namespace Banyan.GraphQL.Types.Diffing;

/// <summary>Compares the directives two schemas know.</summary>
internal static class DirectiveDiff
{
    public static void Compare(OrderedDictionary<string, DirectiveType> before, OrderedDictionary<string, DirectiveType> after, Changes changes)
    {
        foreach (var (name, old) in before)
        {
            var where = $"@{name}";
            if (!after.TryGetValue(name, out var directive))
            {
                changes.Breaking("DIRECTIVE_REMOVED", where, $"{where} was removed.");
                continue;
            }

            InputDiff.Compare(where, old.Arguments, directive.Arguments, InputDiff.Words.Directive, changes);
            changes.Description(where, old.Description, directive.Description);
            Compare(where, old, directive, changes);
        }

        foreach (var name in after.Keys.Where(name => !before.ContainsKey(name)))
        {
            changes.Safe("DIRECTIVE_ADDED", $"@{name}", $"@{name} was added.");
        }
    }

    private static void Compare(string where, DirectiveType before, DirectiveType after, Changes changes)
    {
        if (before.IsRepeatable && !after.IsRepeatable)
        {
            changes.Breaking("DIRECTIVE_REPEATABLE_REMOVED", where, $"{where} is no longer repeatable.");
        }
        else if (after.IsRepeatable && !before.IsRepeatable)
        {
            changes.Safe("DIRECTIVE_REPEATABLE_ADDED", where, $"{where} is repeatable now.");
        }

        foreach (var gone in before.Locations.Except(after.Locations, StringComparer.Ordinal))
        {
            changes.Breaking("DIRECTIVE_LOCATION_REMOVED", where, $"{gone} was removed from {where}.");
        }

        foreach (var added in after.Locations.Except(before.Locations, StringComparer.Ordinal))
        {
            changes.Safe("DIRECTIVE_LOCATION_ADDED", where, $"{added} was added to {where}.");
        }
    }
}
