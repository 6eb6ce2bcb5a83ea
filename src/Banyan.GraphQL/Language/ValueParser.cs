namespace Banyan.GraphQL.Language;

/// <summary>Reads what executable documents and type systems share: names, values, arguments, directives and types.</summary>
internal sealed class ValueParser(TokenCursor cursor)
{
    public NameNode Name()
    {
        var token = cursor.Expect(TokenKind.Name);
        return new NameNode(new SourceSpan(token.Start, token.End), cursor.HasFailed ? "" : cursor.Source[token.Start..token.End]);
    }

    public NamedTypeNode NamedType()
    {
        var name = Name();
        return new NamedTypeNode(name.Span, name);
    }

    public TypeNode Type()
    {
        var first = cursor.Current;
        TypeNode type;
        if (cursor.At(TokenKind.BracketOpen))
        {
            cursor.Enter();
            cursor.Skip(TokenKind.BracketOpen);
            var item = cursor.HasFailed ? NamedType() : Type();
            cursor.Expect(TokenKind.BracketClose);
            cursor.Leave();
            type = new ListTypeNode(cursor.Since(first), item);
        }
        else
        {
            type = NamedType();
        }

        return cursor.Skip(TokenKind.Bang) ? new NonNullTypeNode(cursor.Since(first), type) : type;
    }

    /// <summary>The string in front of a definition, if there is one.</summary>
    public StringValue? Description() => cursor.At(TokenKind.Text) || cursor.At(TokenKind.BlockText) ? Text() : null;

    /// <param name="isConst">Whether variables are refused.</param>
    public IReadOnlyList<ArgumentNode> Arguments(bool isConst) =>
        Between(TokenKind.ParenOpen, TokenKind.ParenClose, isConst, static (self, isConst) => self.Argument(isConst));

    /// <param name="isConst">Whether variables are refused.</param>
    public IReadOnlyList<DirectiveNode> Directives(bool isConst)
    {
        if (!cursor.At(TokenKind.At))
        {
            return [];
        }

        var directives = new List<DirectiveNode>();
        while (cursor.At(TokenKind.At))
        {
            var first = cursor.Expect(TokenKind.At);
            var name = Name();
            var arguments = Arguments(isConst);
            directives.Add(new DirectiveNode(cursor.Since(first), name, arguments));
        }

        return directives.ToArray();
    }

    /// <param name="isConst">Whether variables are refused.</param>
    public ValueNode Value(bool isConst)
    {
        var token = cursor.Current;
        switch (token.Kind)
        {
            case TokenKind.BracketOpen:
                return List(isConst);
            case TokenKind.BraceOpen:
                return Object(isConst);
            case TokenKind.Text or TokenKind.BlockText:
                return Text();
            case TokenKind.Int:
                cursor.Skip(token.Kind);
                return new IntValue(SpanOf(token), cursor.Source[token.Start..token.End]);
            case TokenKind.Float:
                cursor.Skip(token.Kind);
                return new FloatValue(SpanOf(token), cursor.Source[token.Start..token.End]);
            case TokenKind.Name:
                cursor.Skip(token.Kind);
                return Word(token);
            case TokenKind.Dollar when !isConst:
                return Variable();
            case TokenKind.Dollar:
                RefuseVariable(token);
                break;
            default:
                cursor.Refuse(token);
                break;
        }

        return new NullValue(SourceSpan.None);
    }

    public VariableValue Variable()
    {
        var first = cursor.Expect(TokenKind.Dollar);
        var name = Name();
        return new VariableValue(cursor.Since(first), name);
    }

    /// <summary><c>query</c>, <c>mutation</c> or <c>subscription</c>.</summary>
    public OperationKind Operation()
    {
        var token = cursor.Expect(TokenKind.Name);
        if (cursor.Is(token, "mutation"))
        {
            return OperationKind.Mutation;
        }

        if (cursor.Is(token, "subscription"))
        {
            return OperationKind.Subscription;
        }

        if (!cursor.Is(token, "query"))
        {
            cursor.Refuse(token);
        }

        return OperationKind.Query;
    }

    /// <summary>One or more items between two signs; none and no signs is as good.</summary>
    public IReadOnlyList<T> Between<T>(TokenKind open, TokenKind close, bool isConst, Func<ValueParser, bool, T> item)
    {
        if (!cursor.Skip(open))
        {
            return [];
        }

        var items = new List<T>();
        do
        {
            items.Add(item(this, isConst));
        }
        while (!cursor.Skip(close) && !cursor.HasFailed);

        return items.ToArray();
    }

    private ArgumentNode Argument(bool isConst)
    {
        var name = Name();
        cursor.Expect(TokenKind.Colon);
        var value = Value(isConst);
        return new ArgumentNode(new SourceSpan(name.Span.Start, cursor.LastEnd), name, value);
    }

    private ListValue List(bool isConst)
    {
        var first = cursor.Current;
        cursor.Enter();
        cursor.Skip(TokenKind.BracketOpen);
        var items = new List<ValueNode>();
        while (!cursor.Skip(TokenKind.BracketClose) && !cursor.HasFailed)
        {
            items.Add(Value(isConst));
        }

        cursor.Leave();
        return new ListValue(cursor.Since(first), items.ToArray());
    }

    private ObjectValue Object(bool isConst)
    {
        var first = cursor.Current;
        cursor.Enter();
        cursor.Skip(TokenKind.BraceOpen);
        var fields = new List<ObjectFieldNode>();
        while (!cursor.Skip(TokenKind.BraceClose) && !cursor.HasFailed)
        {
            var name = Name();
            cursor.Expect(TokenKind.Colon);
            var value = Value(isConst);
            fields.Add(new ObjectFieldNode(new SourceSpan(name.Span.Start, cursor.LastEnd), name, value));
        }

        cursor.Leave();
        return new ObjectValue(cursor.Since(first), fields.ToArray());
    }

    private StringValue Text()
    {
        var token = cursor.Current;
        cursor.Skip(token.Kind);
        return new StringValue(SpanOf(token), StringText.Of(cursor.Source, token), token.Kind == TokenKind.BlockText);
    }

    private ValueNode Word(Token token)
    {
        var span = SpanOf(token);
        return cursor.Source.AsSpan(token.Start..token.End) switch
        {
            "true" => new BooleanValue(span, value: true),
            "false" => new BooleanValue(span, value: false),
            "null" => new NullValue(span),
            var name => new EnumValue(span, name.ToString()),
        };
    }

    private void RefuseVariable(Token dollar)
    {
        cursor.Skip(TokenKind.Dollar);
        if (cursor.At(TokenKind.Name))
        {
            cursor.Fail(dollar.Start, $"Unexpected variable \"${cursor.Source.AsSpan(cursor.Current.Start..cursor.Current.End)}\" in constant value.");
        }

        cursor.Refuse(dollar);
    }

    private static SourceSpan SpanOf(Token token) => new(token.Start, token.End);
}
