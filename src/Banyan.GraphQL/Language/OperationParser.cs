namespace Banyan.GraphQL.Language;

/// <summary>Reads operations, fragments and their selections.</summary>
internal sealed class OperationParser(TokenCursor cursor, ValueParser values)
{
    public OperationDefinition Operation()
    {
        var first = cursor.Current;
        if (cursor.At(TokenKind.BraceOpen))
        {
            var fields = Selections();
            return new OperationDefinition(cursor.Since(first), null, OperationKind.Query, null, [], [], fields);
        }

        var description = values.Description();
        var kind = values.Operation();
        var name = cursor.At(TokenKind.Name) ? values.Name() : null;
        var variables = Variables();
        var directives = values.Directives(isConst: false);
        var selections = Selections();
        return new OperationDefinition(cursor.Since(first), description, kind, name, variables, directives, selections);
    }

    public FragmentDefinition Fragment()
    {
        var first = cursor.Current;
        var description = values.Description();
        cursor.ExpectWord("fragment");
        var name = FragmentName();
        cursor.ExpectWord("on");
        var condition = values.NamedType();
        var directives = values.Directives(isConst: false);
        var selections = Selections();
        return new FragmentDefinition(cursor.Since(first), description, name, condition, directives, selections);
    }

    /// <summary>Selections between braces.</summary>
    public SelectionSet Selections()
    {
        var first = cursor.Current;
        cursor.Enter();
        cursor.Expect(TokenKind.BraceOpen);
        var items = Items(TokenKind.BraceClose);
        cursor.Leave();
        return new SelectionSet(cursor.Since(first), items);
    }

    /// <summary>One or more selections up to a sign, which is taken.</summary>
    public IReadOnlyList<Selection> Items(TokenKind close)
    {
        if (cursor.HasFailed)
        {
            return [];
        }

        var items = new List<Selection>();
        do
        {
            items.Add(cursor.At(TokenKind.Spread) ? Spread() : Field());
        }
        while (!cursor.Skip(close) && !cursor.HasFailed);

        return items.ToArray();
    }

    private IReadOnlyList<VariableDefinition> Variables() =>
        values.Between(TokenKind.ParenOpen, TokenKind.ParenClose, isConst: true, (_, _) => Variable());

    private VariableDefinition Variable()
    {
        var first = cursor.Current;
        var description = values.Description();
        var variable = values.Variable();
        cursor.Expect(TokenKind.Colon);
        var type = values.Type();
        var defaultValue = cursor.Skip(TokenKind.EqualSign) ? values.Value(isConst: true) : null;
        var directives = values.Directives(isConst: true);
        return new VariableDefinition(cursor.Since(first), description, variable, type, defaultValue, directives);
    }

    private FieldNode Field()
    {
        var first = cursor.Current;
        NameNode? alias = null;
        var name = values.Name();
        if (cursor.Skip(TokenKind.Colon))
        {
            (alias, name) = (name, values.Name());
        }

        var arguments = values.Arguments(isConst: false);
        var directives = values.Directives(isConst: false);
        var selections = cursor.At(TokenKind.BraceOpen) ? Selections() : null;
        return new FieldNode(cursor.Since(first), alias, name, arguments, directives, selections);
    }

    private Selection Spread()
    {
        var first = cursor.Expect(TokenKind.Spread);
        var isInline = cursor.SkipWord("on");
        if (!isInline && cursor.At(TokenKind.Name))
        {
            var name = FragmentName();
            var applied = values.Directives(isConst: false);
            return new FragmentSpread(cursor.Since(first), name, applied);
        }

        var condition = isInline ? values.NamedType() : null;
        var directives = values.Directives(isConst: false);
        var selections = Selections();
        return new InlineFragment(cursor.Since(first), condition, directives, selections);
    }

    private NameNode FragmentName()
    {
        if (cursor.AtWord("on"))
        {
            cursor.Refuse(cursor.Current);
        }

        return values.Name();
    }
}
