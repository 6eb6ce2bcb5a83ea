namespace Banyan.GraphQL.Language;

/// <summary>Reads documents: tells by its first word what each definition is.</summary>
internal sealed class DocumentParser(TokenCursor cursor)
{
    private readonly OperationParser _operations = new(cursor, new ValueParser(cursor));
    private readonly TypeParser _types = new(cursor, new ValueParser(cursor));

    public Document Document()
    {
        var definitions = new List<Definition>();
        do
        {
            if (Definition() is { } definition)
            {
                definitions.Add(definition);
            }
        }
        while (!cursor.At(TokenKind.End) && !cursor.HasFailed);

        return new Document(new SourceSpan(0, cursor.Source.Length), cursor.Source, definitions.ToArray());
    }

    private Definition? Definition()
    {
        var first = cursor.Current;
        if (first.Kind == TokenKind.BraceOpen)
        {
            return _operations.Operation();
        }

        var isDescribed = first.Kind is TokenKind.Text or TokenKind.BlockText;
        var keyword = isDescribed ? cursor.Peek() : first;
        if (isDescribed && keyword.Kind == TokenKind.BraceOpen)
        {
            cursor.Fail(first.Start, "Unexpected description, descriptions are not supported on shorthand queries.");
            return null;
        }

        return keyword.Kind == TokenKind.Name ? Defined(first, keyword, isDescribed) : Refuse(keyword);
    }

    private Definition? Defined(Token first, Token keyword, bool isDescribed)
    {
        var word = cursor.Source.AsSpan(keyword.Start..keyword.End);
        if (word is "query" or "mutation" or "subscription")
        {
            return _operations.Operation();
        }

        if (word is "fragment")
        {
            return _operations.Fragment();
        }

        if (TypeParser.IsKeyword(word))
        {
            return _types.Definition(word);
        }

        if (isDescribed)
        {
            cursor.Fail(first.Start, "Unexpected description, only GraphQL definitions support descriptions.");
            return null;
        }

        return word is "extend" ? Extension() : Refuse(keyword);
    }

    private Definition? Extension()
    {
        var keyword = cursor.Peek();
        var word = keyword.Kind == TokenKind.Name ? cursor.Source.AsSpan(keyword.Start..keyword.End) : default;
        return TypeParser.IsKeyword(word) && word is not "directive" ? _types.Extension(word) : Refuse(keyword);
    }

    private Definition? Refuse(Token token)
    {
        cursor.Refuse(token);
        return null;
    }
}
