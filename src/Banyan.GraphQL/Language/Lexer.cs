namespace Banyan.GraphQL.Language;

/// <summary>Cuts a source into tokens, one at a time and from any offset; nothing is copied.</summary>
internal sealed class Lexer(string source)
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The text.</summary>
    public string Source { get; } = source;

    /// <summary>Why the last token is <see cref="TokenKind.Broken"/>.</summary>
    public LexicalFault? Fault { get; private set; }

    /// <summary>The next token at or after an offset: white space, commas, comments and byte order marks are passed over.</summary>
    public Token Read(int from)
    {
        var position = from;
        while (position < Source.Length)
        {
            var unit = Source[position];
            if (unit is '\t' or ' ' or ',' or '\n' or '\r' or ByteOrderMark)
            {
                position++;
            }
            else if (unit == '#')
            {
                position = EndOfComment(position + 1);
            }
            else if (char.IsAsciiLetter(unit) || unit == '_')
            {
                return ReadName(position);
            }
            else
            {
                return ReadOther(position, unit);
            }
        }

        return new Token(TokenKind.End, Source.Length, Source.Length);
    }

    /// <summary>The name as a token, from its first letter on.</summary>
    private Token ReadName(int start)
    {
        var position = start + 1;
        while (position < Source.Length && (char.IsAsciiLetterOrDigit(Source[position]) || Source[position] == '_'))
        {
            position++;
        }

        return new Token(TokenKind.Name, start, position);
    }

    private Token ReadOther(int position, char unit)
    {
        var kind = Punctuator(unit);
        if (kind != TokenKind.Broken)
        {
            return new Token(kind, position, position + 1);
        }

        if (unit == '"')
        {
            return Keep(StringScan.Read(Source, position, out var textFault), textFault);
        }

        if (char.IsAsciiDigit(unit) || unit == '-')
        {
            return Keep(NumberScan.Read(Source, position, out var numberFault), numberFault);
        }

        return unit == '.' ? ReadDots(position) : Break(position, Unexpected(position, unit));
    }

    private Token ReadDots(int position)
    {
        if (CharAt(position + 1) == '.')
        {
            return CharAt(position + 2) == '.'
                ? new Token(TokenKind.Spread, position, position + 3)
                : Break(position, "Unexpected \"..\", did you mean \"...\"?");
        }

        if (!char.IsAsciiDigit(CharAt(position + 1)))
        {
            return Break(position, Unexpected(position, '.'));
        }

        var end = position + 1;
        while (char.IsAsciiDigit(CharAt(end)))
        {
            end++;
        }

        return Break(position, $"Invalid number, expected digit before \".\", did you mean \"0.{Source.AsSpan((position + 1)..end)}\"?");
    }

    // A comment holds any scalar value; a lone surrogate ends it and is an error of its own.
    private int EndOfComment(int position)
    {
        while (position < Source.Length && Source[position] is not ('\n' or '\r') && Characters.Length(Source, position) is > 0 and var length)
        {
            position += length;
        }

        return position;
    }

    private string Unexpected(int position, char unit) => unit == '\''
        ? "Unexpected single quote character ('), did you mean to use a double quote (\")?"
        : $"{(Characters.Length(Source, position) > 0 ? "Unexpected" : "Invalid")} character: {Characters.Describe(Source, position)}.";

    private char CharAt(int position) => position < Source.Length ? Source[position] : '\0';

    private Token Keep(Token token, LexicalFault? fault)
    {
        Fault = fault ?? Fault;
        return token;
    }

    private Token Break(int position, string says) => Keep(new Token(TokenKind.Broken, position, position), new LexicalFault(position, says));

    private static TokenKind Punctuator(char unit) => unit switch
    {
        '!' => TokenKind.Bang,
        '$' => TokenKind.Dollar,
        '&' => TokenKind.Ampersand,
        '(' => TokenKind.ParenOpen,
        ')' => TokenKind.ParenClose,
        ':' => TokenKind.Colon,
        '=' => TokenKind.EqualSign,
        '@' => TokenKind.At,
        '[' => TokenKind.BracketOpen,
        ']' => TokenKind.BracketClose,
        '{' => TokenKind.BraceOpen,
        '|' => TokenKind.Pipe,
        '}' => TokenKind.BraceClose,
        _ => TokenKind.Broken,
    };
}
