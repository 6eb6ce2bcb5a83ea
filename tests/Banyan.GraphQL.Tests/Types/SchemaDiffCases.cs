namespace Banyan.GraphQL.Tests.Types;

/// <summary>Pairs of schemas, and what changed from one to the other: impact, place and code. The reference implementation is asked about the same pairs.</summary>
internal static class SchemaDiffCases
{
    /// <summary>One change each.</summary>
    public static TheoryData<string, string, string> All => new()
    {
        { "type A { x: Int }", "", "Breaking A TYPE_REMOVED" },
        { "", "type A { x: Int }", "Safe A TYPE_ADDED" },
        { "type A { x: Int }", "input A { x: Int }", "Breaking A TYPE_CHANGED_KIND" },
        { "type A { x: Int y: Int }", "type A { x: Int }", "Breaking A.y FIELD_REMOVED" },
        { "type A { x: Int }", "type A { x: Int y: Int }", "Safe A.y FIELD_ADDED" },
        { "type A { x: Int! }", "type A { x: Int }", "Breaking A.x FIELD_CHANGED_KIND" },
        { "type A { x: [Int] }", "type A { x: [Int!]! }", "Safe A.x FIELD_CHANGED_KIND_SAFE" },
        { "type A { x: Int }", "type A { x: [Int] }", "Breaking A.x FIELD_CHANGED_KIND" },
        { "type A { x(a: Int): Int }", "type A { x: Int }", "Breaking A.x(a:) ARG_REMOVED" },
        { "type A { x: Int }", "type A { x(a: Int!): Int }", "Breaking A.x(a:) REQUIRED_ARG_ADDED" },
        { "type A { x: Int }", "type A { x(a: Int): Int }", "Dangerous A.x(a:) OPTIONAL_ARG_ADDED" },
        { "type A { x(a: Int): Int }", "type A { x(a: Int!): Int }", "Breaking A.x(a:) ARG_CHANGED_KIND" },
        { "type A { x(a: Int!): Int }", "type A { x(a: Int): Int }", "Safe A.x(a:) ARG_CHANGED_KIND_SAFE" },
        { "type A { x(a: Int = 1): Int }", "type A { x(a: Int = 2): Int }", "Dangerous A.x(a:) ARG_DEFAULT_VALUE_CHANGE" },
        { "type A { x(a: Int = 1): Int }", "type A { x(a: Int): Int }", "Dangerous A.x(a:) ARG_DEFAULT_VALUE_CHANGE" },
        { "type A { x(a: Int): Int }", "type A { x(a: Int = 1): Int }", "Safe A.x(a:) ARG_DEFAULT_VALUE_ADDED" },
        { "type A { x(a: I = {b: 1, c: 2}): Int } input I { b: Int c: Int }", "type A { x(a: I = {c: 2, b: 1}): Int } input I { b: Int c: Int }", "" },
        { "input I { a: Int }", "input I { a: Int b: Int! }", "Breaking I.b REQUIRED_INPUT_FIELD_ADDED" },
        { "input I { a: Int }", "input I { a: Int b: Int }", "Dangerous I.b OPTIONAL_INPUT_FIELD_ADDED" },
        { "input I { a: Int b: Int }", "input I { a: Int }", "Breaking I.b FIELD_REMOVED" },
        { "input I { a: Int }", "input I { a: Int! }", "Breaking I.a FIELD_CHANGED_KIND" },
        { "input I { a: Int! }", "input I { a: Int }", "Safe I.a FIELD_CHANGED_KIND_SAFE" },
        { "input I { a: Int = 1 }", "input I { a: Int = 2 }", "Dangerous I.a INPUT_FIELD_DEFAULT_VALUE_CHANGE" },
        { "input I { a: Int }", "input I @oneOf { a: Int }", "Breaking I ONE_OF_CHANGED" },
        { "enum E { A B }", "enum E { A }", "Breaking E.B VALUE_REMOVED_FROM_ENUM" },
        { "enum E { A }", "enum E { A B }", "Dangerous E.B VALUE_ADDED_TO_ENUM" },
        { "enum E { A B }", "enum E { A B @deprecated }", "Safe E.B DEPRECATION_CHANGED" },
        { "union U = Query", "union U = Query | B type B { x: Int }", "Dangerous U TYPE_ADDED_TO_UNION|Safe B TYPE_ADDED" },
        { "union U = Query | B type B { x: Int }", "union U = Query type B { x: Int }", "Breaking U TYPE_REMOVED_FROM_UNION" },
        { "type A implements B { x: Int } interface B { x: Int }", "type A { x: Int } interface B { x: Int }", "Breaking A IMPLEMENTED_INTERFACE_REMOVED" },
        { "type A { x: Int } interface B { x: Int }", "type A implements B { x: Int } interface B { x: Int }", "Dangerous A IMPLEMENTED_INTERFACE_ADDED" },
        { "directive @d on FIELD", "", "Breaking @d DIRECTIVE_REMOVED" },
        { "directive @d repeatable on FIELD", "directive @d on FIELD", "Breaking @d DIRECTIVE_REPEATABLE_REMOVED" },
        { "directive @d on FIELD | QUERY", "directive @d on FIELD", "Breaking @d DIRECTIVE_LOCATION_REMOVED" },
        { "directive @d on FIELD", "directive @d(a: Int!) on FIELD", "Breaking @d(a:) REQUIRED_DIRECTIVE_ARG_ADDED" },
        { "directive @d on FIELD", "directive @d(a: Int) on FIELD", "Safe @d(a:) OPTIONAL_DIRECTIVE_ARG_ADDED" },
        { "directive @d(a: Int) on FIELD", "directive @d on FIELD", "Breaking @d(a:) DIRECTIVE_ARG_REMOVED" },
        { "\"Old.\" type A { x: Int }", "\"New.\" type A { x: Int }", "Safe A DESCRIPTION_CHANGED" },
        { "type A @key(fields: \"x\") { x: Int }", "type A @key(fields: \"x\") { x: Int } type B @key(fields: \"x\") { x: Int }", "Safe B TYPE_ADDED" },
    };

    /// <summary>A part as a whole schema.</summary>
    public static string Whole(string part) => $"type Query {{ q: Int }} {part}";
}
