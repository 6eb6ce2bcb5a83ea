using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>A document to execute holds operations and fragments, no types.</summary>
internal sealed class ExecutableDefinitions(Check check) : Rule(check)
{
    public override void Ended()
    {
        foreach (var definition in Check.Document.Definitions)
        {
            var name = definition switch
            {
                SchemaDefinition => "schema",
                TypeDefinition type => $"\"{type.Name}\"",
                DirectiveDefinition directive => $"\"{directive.Name}\"",
                _ => null,
            };
            if (name is not null)
            {
                Check.Report($"The {name} definition is not executable.", definition);
            }
        }
    }
}
