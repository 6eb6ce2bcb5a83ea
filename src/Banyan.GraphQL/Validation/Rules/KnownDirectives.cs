using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>Every directive exists and may stand where it stands.</summary>
internal sealed class KnownDirectives(Check check) : Rule(check)
{
    public override void Directives(IReadOnlyList<DirectiveNode> directives, string location)
    {
        foreach (var directive in directives)
        {
            if (!Check.Schema.Directives.TryGetValue(directive.Name.Text, out var known))
            {
                Check.Report($"Unknown directive \"@{directive.Name}\".", directive);
            }
            else if (!known.Locations.Contains(location, StringComparer.Ordinal))
            {
                Check.Report($"Directive \"@{directive.Name}\" may not be used on {location}.", directive);
            }
        }
    }
}
