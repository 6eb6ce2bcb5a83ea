using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>Every type named exists.</summary>
internal sealed class KnownTypeNames(Check check) : Rule(check)
{
    public override void Named(NamedTypeNode type)
    {
        if (!Check.Schema.Types.ContainsKey(type.Name.Text))
        {
            Check.Report($"Unknown type \"{type.Name}\".{Check.Suggest(type.Name.Text, Check.Schema.Types.Keys)}", type);
        }
    }
}
