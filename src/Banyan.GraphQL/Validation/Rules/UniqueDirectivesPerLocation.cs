using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>A directive stands once at a place unless it may be repeated.</summary>
internal sealed class UniqueDirectivesPerLocation(Check check) : Rule(check)
{
    public override void Directives(IReadOnlyList<DirectiveNode> directives, string location)
    {
        if (directives.Count < 2)
        {
            return;
        }

        var seen = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        foreach (var directive in directives)
        {
            if (Check.Schema.Directives.TryGetValue(directive.Name.Text, out var known) && !known.IsRepeatable && !seen.TryAdd(directive.Name.Text, directive))
            {
                Check.Report($"The directive \"@{directive.Name}\" can only be used once at this location.", seen[directive.Name.Text], directive);
            }
        }
    }
}
