namespace Banyan.GraphQL.Introspection;

/// <summary>The places a directive may stand at.</summary>
internal static class DirectiveLocations
{
    public static (string Name, string Description)[] All { get; } =
    [
        ("QUERY", "On a query."),
        ("MUTATION", "On a mutation."),
        ("SUBSCRIPTION", "On a subscription."),
        ("FIELD", "On a selected field."),
        ("FRAGMENT_DEFINITION", "On a fragment's definition."),
        ("FRAGMENT_SPREAD", "On a spread."),
        ("INLINE_FRAGMENT", "On an inline fragment."),
        ("VARIABLE_DEFINITION", "On a variable's definition."),
        ("SCHEMA", "On the schema."),
        ("SCALAR", "On a scalar."),
        ("OBJECT", "On an object type."),
        ("FIELD_DEFINITION", "On a field's definition."),
        ("ARGUMENT_DEFINITION", "On an argument's definition."),
        ("INTERFACE", "On an interface."),
        ("UNION", "On a union."),
        ("ENUM", "On an enum."),
        ("ENUM_VALUE", "On a value of an enum."),
        ("INPUT_OBJECT", "On an input."),
        ("INPUT_FIELD_DEFINITION", "On a field of an input."),
    ];
}
