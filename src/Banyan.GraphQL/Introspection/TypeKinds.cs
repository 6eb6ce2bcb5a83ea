using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Introspection;

/// <summary>The kinds of type, by the names introspection has for them.</summary>
internal static class TypeKinds
{
    public static (string Name, string Description)[] All { get; } =
    [
        ("SCALAR", "A leaf with a value."),
        ("OBJECT", "An object; it has fields and interfaces."),
        ("INTERFACE", "An interface; it has fields, interfaces and possible types."),
        ("UNION", "A union; it has possible types."),
        ("ENUM", "A leaf with one of several names; it has enum values."),
        ("INPUT_OBJECT", "An input; it has input fields."),
        ("LIST", "A list of another type."),
        ("NON_NULL", "Another type, never null."),
    ];

    public static string Of(GraphType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputType => "INPUT_OBJECT",
        ListType => "LIST",
        NonNullType => "NON_NULL",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static bool IsAbstract(GraphType type) => type is InterfaceType or UnionType;
}
