namespace Banyan.GraphQL.Types.Drafting;

/// <summary>Walks over the directives that stand on a type and its members.</summary>
internal static class AppliedDirectives
{
    public static IEnumerable<(string Location, string Where, AppliedDirective Directive)> Of(NamedType type)
    {
        var own = type.Directives.Select(directive => (Location(type), type.Name, directive));
        return own.Concat(type switch
        {
            FieldsType fields => fields.Fields.Values.SelectMany(field => Of(type.Name, field)),
            InputType input => input.Fields.Values.SelectMany(field => field.Directives, (field, directive) => ("INPUT_FIELD_DEFINITION", $"{type.Name}.{field.Name}", directive)),
            EnumType named => named.Entries.Values.SelectMany(entry => entry.Directives, (entry, directive) => ("ENUM_VALUE", $"{type.Name}.{entry.Name}", directive)),
            _ => [],
        });
    }

    private static IEnumerable<(string Location, string Where, AppliedDirective Directive)> Of(string type, GraphField field) =>
        field.Directives.Select(directive => ("FIELD_DEFINITION", $"{type}.{field.Name}", directive)).Concat(
            field.Arguments.Values.SelectMany(argument => argument.Directives, (argument, directive) => ("ARGUMENT_DEFINITION", $"{type}.{field.Name}({argument.Name}:)", directive)));

    private static string Location(NamedType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        _ => "INPUT_OBJECT",
    };
}
