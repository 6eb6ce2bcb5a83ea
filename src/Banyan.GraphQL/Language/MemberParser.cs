namespace Banyan.GraphQL.Language;

/// <summary>Reads the parts of type definitions: fields, arguments, enum values, roots and directive locations.</summary>
internal sealed class MemberParser(TokenCursor cursor, ValueParser values)
{
    public FieldDefinition Field()
    {
        var first = cursor.Current;
        var description = values.Description();
        var name = values.Name();
        var arguments = Arguments();
        cursor.Expect(TokenKind.Colon);
        var type = values.Type();
        var directives = values.Directives(isConst: true);
        return new FieldDefinition(cursor.Since(first), description, name, arguments, type, directives);
    }

    public IReadOnlyList<InputValueNode> Arguments() =>
        values.Between(TokenKind.ParenOpen, TokenKind.ParenClose, isConst: true, (_, _) => Input());

    public InputValueNode Input()
    {
        var first = cursor.Current;
        var description = values.Description();
        var name = values.Name();
        cursor.Expect(TokenKind.Colon);
        var type = values.Type();
        var defaultValue = cursor.Skip(TokenKind.EqualSign) ? values.Value(isConst: true) : null;
        var directives = values.Directives(isConst: true);
        return new InputValueNode(cursor.Since(first), description, name, type, defaultValue, directives);
    }

    public EnumEntryNode Entry()
    {
        var first = cursor.Current;
        var description = values.Description();
        if (cursor.AtWord("true") || cursor.AtWord("false") || cursor.AtWord("null"))
        {
            var token = cursor.Current;
            cursor.Fail(token.Start, $"{TokenText.Of(cursor.Source, token)} is reserved and cannot be used for an enum value.");
        }

        var name = values.Name();
        var directives = values.Directives(isConst: true);
        return new EnumEntryNode(cursor.Since(first), description, name, directives);
    }

    public RootTypeNode Root()
    {
        var first = cursor.Current;
        var operation = values.Operation();
        cursor.Expect(TokenKind.Colon);
        var type = values.NamedType();
        return new RootTypeNode(cursor.Since(first), operation, type);
    }

    public NameNode Location()
    {
        var token = cursor.Current;
        var name = values.Name();
        if (!DirectiveLocations.All.Contains(name.Text))
        {
            cursor.Refuse(token);
        }

        return name;
    }
}
