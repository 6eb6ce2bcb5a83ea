namespace Banyan.GraphQL.Language;

/// <summary>Reads definitions of the type system and extensions of them.</summary>
internal sealed class TypeParser(TokenCursor cursor, ValueParser values)
{
    private readonly MemberParser _members = new(cursor, values);

    /// <summary>Whether a definition may begin with that word.</summary>
    public static bool IsKeyword(ReadOnlySpan<char> word) => word is "schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input" or "directive";

    /// <summary>A definition, its description included.</summary>
    /// <param name="keyword">The word it begins with, a description left aside.</param>
    public Definition Definition(ReadOnlySpan<char> keyword)
    {
        var first = cursor.Current;
        var description = values.Description();
        return Read(first, description, keyword, isExtension: false);
    }

    /// <summary>An extension.</summary>
    /// <param name="keyword">The word behind <c>extend</c>.</param>
    public Definition Extension(ReadOnlySpan<char> keyword)
    {
        var first = cursor.Current;
        cursor.ExpectWord("extend");
        return Read(first, null, keyword, isExtension: true);
    }

    private Definition Read(Token first, StringValue? description, ReadOnlySpan<char> keyword, bool isExtension)
    {
        cursor.Skip(TokenKind.Name);
        return keyword switch
        {
            "schema" => Schema(first, description, isExtension),
            "scalar" => Scalar(first, description, isExtension),
            "type" => Fields(first, description, isExtension, isInterface: false),
            "interface" => Fields(first, description, isExtension, isInterface: true),
            "union" => Union(first, description, isExtension),
            "enum" => Enum(first, description, isExtension),
            "input" => Input(first, description, isExtension),
            _ => Directive(first, description),
        };
    }

    private SchemaDefinition Schema(Token first, StringValue? description, bool isExtension)
    {
        var directives = values.Directives(isConst: true);
        if (!isExtension && !cursor.At(TokenKind.BraceOpen))
        {
            cursor.Expect(TokenKind.BraceOpen);
        }

        var roots = values.Between(TokenKind.BraceOpen, TokenKind.BraceClose, isConst: true, (_, _) => _members.Root());
        RefuseEmpty(isExtension, directives.Count + roots.Count);
        return new SchemaDefinition(cursor.Since(first), description, isExtension, directives, roots);
    }

    private ScalarDefinition Scalar(Token first, StringValue? description, bool isExtension)
    {
        var name = values.Name();
        var directives = values.Directives(isConst: true);
        RefuseEmpty(isExtension, directives.Count);
        return new ScalarDefinition(cursor.Since(first), description, isExtension, name, directives);
    }

    private FieldsDefinition Fields(Token first, StringValue? description, bool isExtension, bool isInterface)
    {
        var name = values.Name();
        var interfaces = cursor.SkipWord("implements") ? Delimited(TokenKind.Ampersand, values.NamedType) : (NamedTypeNode[])[];
        var directives = values.Directives(isConst: true);
        var fields = values.Between(TokenKind.BraceOpen, TokenKind.BraceClose, isConst: true, (_, _) => _members.Field());
        RefuseEmpty(isExtension, interfaces.Length + directives.Count + fields.Count);
        return new FieldsDefinition(cursor.Since(first), description, isExtension, isInterface, name, interfaces, directives, fields);
    }

    private UnionDefinition Union(Token first, StringValue? description, bool isExtension)
    {
        var name = values.Name();
        var directives = values.Directives(isConst: true);
        var members = cursor.Skip(TokenKind.EqualSign) ? Delimited(TokenKind.Pipe, values.NamedType) : (NamedTypeNode[])[];
        RefuseEmpty(isExtension, directives.Count + members.Length);
        return new UnionDefinition(cursor.Since(first), description, isExtension, name, directives, members);
    }

    private EnumDefinition Enum(Token first, StringValue? description, bool isExtension)
    {
        var name = values.Name();
        var directives = values.Directives(isConst: true);
        var entries = values.Between(TokenKind.BraceOpen, TokenKind.BraceClose, isConst: true, (_, _) => _members.Entry());
        RefuseEmpty(isExtension, directives.Count + entries.Count);
        return new EnumDefinition(cursor.Since(first), description, isExtension, name, directives, entries);
    }

    private InputDefinition Input(Token first, StringValue? description, bool isExtension)
    {
        var name = values.Name();
        var directives = values.Directives(isConst: true);
        var fields = values.Between(TokenKind.BraceOpen, TokenKind.BraceClose, isConst: true, (_, _) => _members.Input());
        RefuseEmpty(isExtension, directives.Count + fields.Count);
        return new InputDefinition(cursor.Since(first), description, isExtension, name, directives, fields);
    }

    private DirectiveDefinition Directive(Token first, StringValue? description)
    {
        cursor.Expect(TokenKind.At);
        var name = values.Name();
        var arguments = _members.Arguments();
        var isRepeatable = cursor.SkipWord("repeatable");
        cursor.ExpectWord("on");
        var locations = Delimited(TokenKind.Pipe, _members.Location);
        return new DirectiveDefinition(cursor.Since(first), description, name, arguments, isRepeatable, locations);
    }

    private T[] Delimited<T>(TokenKind delimiter, Func<T> item)
    {
        cursor.Skip(delimiter);
        var items = new List<T>();
        do
        {
            items.Add(item());
        }
        while (cursor.Skip(delimiter));

        return items.ToArray();
    }

    // An extension that adds nothing is a mistake.
    private void RefuseEmpty(bool isExtension, int added)
    {
        if (isExtension && added == 0)
        {
            cursor.Refuse(cursor.Current);
        }
    }
}
