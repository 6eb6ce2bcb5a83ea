namespace Banyan.GraphQL.Language;

/// <summary>Reads GraphQL of September 2025: documents, and the parts a schema is written in. No text makes it throw or recurse beyond its limits.</summary>
internal static class GraphParser
{
    /// <summary>A whole document, executable or of the type system.</summary>
    public static Parsed<Document> Parse(string source, ParserLimits limits)
    {
        var cursor = new TokenCursor(source, limits);
        var document = new DocumentParser(cursor).Document();
        return cursor.Error is null ? new(document, null) : new(null, cursor.Error);
    }

    /// <summary>A type, as <c>[ID!]!</c>.</summary>
    public static Parsed<TypeNode> ParseType(string source) => Whole(source, static cursor => new ValueParser(cursor).Type());

    /// <summary>A value without variables.</summary>
    public static Parsed<ValueNode> ParseValue(string source) => Whole(source, static cursor => new ValueParser(cursor).Value(isConst: true));

    /// <summary>Selections without the braces around them, as a key's <c>id organization { id }</c>.</summary>
    public static Parsed<SelectionSet> ParseFields(string source) => Whole(source, static cursor =>
    {
        var items = new OperationParser(cursor, new ValueParser(cursor)).Items(TokenKind.End);
        return new SelectionSet(new SourceSpan(0, cursor.Source.Length), items);
    });

    /// <summary>A field's signature, as <c>prompts(tags: [String!]): [Prompt!]! @cost(weight: "2")</c>.</summary>
    public static Parsed<FieldDefinition> ParseField(string source) => Whole(source, static cursor => Members(cursor).Field());

    /// <summary>An argument list without its parentheses or an input's fields without their braces, as <c>id: ID!, note: String = "x"</c>; may be empty.</summary>
    public static Parsed<IReadOnlyList<InputValueNode>> ParseInputs(string source) => Whole(source, static cursor => (IReadOnlyList<InputValueNode>)Several(cursor, Members(cursor).Input));

    /// <summary>Directives without variables, as <c>@tag(name: "a") @shareable</c>; may be empty.</summary>
    public static Parsed<IReadOnlyList<DirectiveNode>> ParseDirectives(string source) =>
        Whole(source, static cursor => new ValueParser(cursor).Directives(isConst: true));

    private static MemberParser Members(TokenCursor cursor) => new(cursor, new ValueParser(cursor));

    private static T[] Several<T>(TokenCursor cursor, Func<T> item)
    {
        var items = new List<T>();
        while (!cursor.At(TokenKind.End) && !cursor.HasFailed)
        {
            items.Add(item());
        }

        return items.ToArray();
    }

    private static Parsed<T> Whole<T>(string source, Func<TokenCursor, T> read)
        where T : class
    {
        var cursor = new TokenCursor(source, ParserLimits.Trusted);
        var value = read(cursor);
        if (!cursor.HasFailed)
        {
            cursor.Expect(TokenKind.End);
        }

        return cursor.Error is null ? new(value, null) : new(null, cursor.Error);
    }
}
