using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation;

/// <summary>Compares types as they are written: wrapped types are not kept once, so references alone say nothing.</summary>
internal static class TypeFit
{
    /// <summary>Whether every value of one type may stand where the other is expected; both are input types.</summary>
    public static bool Fits(GraphType given, GraphType expected) => (given, expected) switch
    {
        (NonNullType own, NonNullType wanted) => Fits(own.Inner, wanted.Inner),
        (_, NonNullType) => false,
        (NonNullType own, _) => Fits(own.Inner, expected),
        (ListType own, ListType wanted) => Fits(own.Item, wanted.Item),
        _ => given == expected,
    };

    /// <summary>Whether two fields' values can share one place in an answer: same lists, same exclamation marks, and leaves only with themselves.</summary>
    public static bool HaveSameShape(GraphType left, GraphType right) => (left, right) switch
    {
        (NonNullType one, NonNullType other) => HaveSameShape(one.Inner, other.Inner),
        (ListType one, ListType other) => HaveSameShape(one.Item, other.Item),
        (NamedType one, NamedType other) => one == other || !(IsLeaf(one) || IsLeaf(other)),
        _ => false,
    };

    public static bool IsLeaf(NamedType type) => type is ScalarType or EnumType;
}
