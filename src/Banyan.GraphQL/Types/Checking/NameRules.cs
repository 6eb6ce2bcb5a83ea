using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types.Checking;

/// <summary>Names are names, and two underscores in front are introspection's.</summary>
internal static class NameRules
{
    public static void Check(SchemaParts parts)
    {
        foreach (var name in Names(parts))
        {
            if (SchemaParts.IsReserved(name))
            {
                parts.Problems.Add($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.");
            }
            else if (!IsName(name))
            {
                parts.Problems.Add($"Name \"{name}\" must be letters, digits and underscores, and not begin with a digit.");
            }
        }

        foreach (var entry in parts.Declared.OfType<EnumType>().SelectMany(type => type.Entries.Keys, (type, name) => (Type: type, Name: name)).Where(entry => entry.Name is "true" or "false" or "null"))
        {
            parts.Problems.Add($"Enum type {entry.Type} cannot include value: {entry.Name}.");
        }
    }

    private static IEnumerable<string> Names(SchemaParts parts)
    {
        // Introspection's own types were declared with the others; only theirs may be reserved.
        string[] own = ["__Schema", "__Type", "__TypeKind", "__Field", "__InputValue", "__EnumValue", "__Directive", "__DirectiveLocation"];
        var members = parts.Declared.SelectMany(type => type switch
        {
            FieldsType fields => fields.Fields.Values.SelectMany(field => field.Arguments.Keys.Prepend(field.Name)),
            InputType input => input.Fields.Keys,
            EnumType named => named.Entries.Keys,
            _ => [],
        });
        return parts.Types.Keys.Except(own, StringComparer.Ordinal).Concat(members).Concat(parts.Directives.Values.SelectMany(directive => directive.Arguments.Keys.Prepend(directive.Name)));
    }

    private static bool IsName(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(unit => char.IsAsciiLetterOrDigit(unit) || unit == '_');
}
