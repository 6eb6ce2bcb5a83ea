namespace Banyan.GraphQL.Tests.Language;

/// <summary>Documents that together use the whole grammar.</summary>
internal static class Sources
{
    public const string Executable = """"
        "What it asks."
        query Ask(
          "The key." $id: ID! = "x" @one, $list: [[Int!]!]! = [[1, -2], []] $o: In = {a: {b: null, c: E}, d: 1.5e3}
        ) @two(if: true) @two(if: $x) {
          short: whole(first: 1, after: $id, text: "tab\t \"quote\" \u{1F600} é", block: """
              Indented
                more "than" \"""
            once
          """) @include(if: $x) {
            id, ...Named @skip(if: false) ... @include(if: true) { a } ... on Some { b } ... on Other @three { ...Named }
          }
        }
        mutation Do { do(it: ENUM, now: [], then: {}) { ok } }
        subscription { events { id } }
        """Shared by all."""
        fragment Named on Some @four(x: $id) { on fragment: query(true: null) }
        { last }
        """";

    public const string TypeSystem = """"
        """
        The whole.
          Indented.
        """
        schema @a { query: Q mutation: M subscription: S }
        extend schema @b
        extend schema { query: Q }
        "A date." scalar Date @specifiedBy(url: "x")
        extend scalar Date @c
        "Named." interface Node implements Other & More @d { "Its key." id("An argument." of: ID = "1" @e, and: [In!]! = [{a: 1}]): ID! @f }
        interface Empty
        type Q implements & Node & Other @g { id: ID! other(a: Int b: Int = 2): [[Q!]!]! @deprecated(reason: "\"\"\"") }
        type Bare
        type OnlyDirectives @h
        extend type Q implements Third
        extend type Q @i { more: Int }
        extend interface Node implements Fourth
        union U @j = | Q | Bare
        union None
        extend union U = Third
        enum E @k { "One." A @deprecated B on }
        extend enum E { C }
        enum Nothing
        input In @oneOf { "A field." a: Int = 1 @l b: [In] }
        extend input In @m
        "Works." directive @cost("Of it." weight: Int = 1 @n) repeatable on | FIELD_DEFINITION | OBJECT
        directive @plain on FIELD | FRAGMENT_DEFINITION
        """";

    public static TheoryData<string> All => [Executable, TypeSystem, .. Blocks.Select(text => $"{{ a(b: {text}) }}"), .. Blocks.Select(text => $"{text} type A {{ {text} a: Int }}")];

    private static IEnumerable<string> Blocks =>
    [
        "\"\"\"\"\"\"", "\"\"\" a\"\"\"", "\"\"\"a\n  b\"\"\"", "\"\"\"\n    a\n  b\n\"\"\"", "\"\"\"a \\\"\"\"\"\"\"", "\"\"\"\\\"\"\"\"\"\"", "\"\"\"a\" \"\"\"", "\"\"\"a\\ \"\"\"",
        "\"\"\"\n a\n\n   \n b \\\n\"\"\"", "\"\"\"a\n\tb\n\tc\"\"\"", "\"\"\"\n\n  x\n\"\"\"", "\"\\u0000\\u001f\\u007F\\u{85}\\\\\\\"\"", "\"\"\"tab\there\"\"\"", "\"\"\"\u0007\"\"\"",
    ];
}
