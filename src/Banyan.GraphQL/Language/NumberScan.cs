namespace Banyan.GraphQL.Language;

/// <summary>Reads numbers as the specification writes them: no leading zero, no bare dot, nothing of a name directly behind.</summary>
internal static class NumberScan
{
    /// <summary>The number at an offset, which holds a digit or a minus.</summary>
    public static Token Read(string source, int start, out LexicalFault? fault)
    {
        fault = null;
        var kind = TokenKind.Int;
        var position = At(source, start) == '-' ? start + 1 : start;
        if (At(source, position) == '0')
        {
            position++;
            if (char.IsAsciiDigit(At(source, position)))
            {
                fault = new LexicalFault(position, $"Invalid number, unexpected digit after 0: {Characters.Describe(source, position)}.");
            }
        }
        else
        {
            position = Digits(source, position, ref fault);
        }

        if (fault is null && At(source, position) == '.')
        {
            kind = TokenKind.Float;
            position = Digits(source, position + 1, ref fault);
        }

        if (fault is null && At(source, position) is 'e' or 'E')
        {
            kind = TokenKind.Float;
            position = Digits(source, At(source, position + 1) is '+' or '-' ? position + 2 : position + 1, ref fault);
        }

        if (fault is null && (At(source, position) is '.' or '_' || char.IsAsciiLetter(At(source, position))))
        {
            fault = Expected(source, position);
        }

        return fault is null ? new Token(kind, start, position) : new Token(TokenKind.Broken, start, start);
    }

    private static int Digits(string source, int position, ref LexicalFault? fault)
    {
        if (!char.IsAsciiDigit(At(source, position)))
        {
            fault = Expected(source, position);
        }

        while (char.IsAsciiDigit(At(source, position)))
        {
            position++;
        }

        return position;
    }

    private static LexicalFault Expected(string source, int position) =>
        new(position, $"Invalid number, expected digit but got: {Characters.Describe(source, position)}.");

    private static char At(string source, int position) => position < source.Length ? source[position] : '\0';
}
