namespace Banyan.GraphQL.Language;

/// <summary>Finds the ends of strings and whether what is between them is well written; the value is made later, where it is wanted.</summary>
internal static class StringScan
{
    private const string Quotes = "\"\"\"";

    /// <summary>The string at an offset, which holds a quote.</summary>
    public static Token Read(string source, int start, out LexicalFault? fault) =>
        IsQuotes(source, start) ? ReadBlock(source, start, out fault) : ReadLine(source, start, out fault);

    private static bool IsQuotes(string source, int position) => source.AsSpan(position).StartsWith(Quotes, StringComparison.Ordinal);

    private static Token ReadLine(string source, int start, out LexicalFault? fault)
    {
        fault = null;
        var position = start + 1;
        while (position < source.Length && source[position] is not ('\n' or '\r'))
        {
            if (source[position] == '"')
            {
                return new Token(TokenKind.Text, start, position + 1);
            }

            var length = source[position] == '\\' ? StringEscape.Read(source, position, out _, out fault) : Characters.Length(source, position);
            if (length == 0)
            {
                fault ??= Invalid(source, position);
                return new Token(TokenKind.Broken, start, start);
            }

            position += length;
        }

        return Unterminated(start, position, out fault);
    }

    private static Token ReadBlock(string source, int start, out LexicalFault? fault)
    {
        fault = null;
        var position = start + Quotes.Length;
        while (position < source.Length)
        {
            if (source[position] == '"' && IsQuotes(source, position))
            {
                return new Token(TokenKind.BlockText, start, position + Quotes.Length);
            }

            var length = source[position] == '\\' && IsQuotes(source, position + 1) ? 1 + Quotes.Length : Characters.Length(source, position);
            if (length == 0)
            {
                fault = Invalid(source, position);
                return new Token(TokenKind.Broken, start, start);
            }

            position += length;
        }

        return Unterminated(start, position, out fault);
    }

    private static LexicalFault Invalid(string source, int position) =>
        new(position, $"Invalid character within String: {Characters.Describe(source, position)}.");

    private static Token Unterminated(int start, int position, out LexicalFault? fault)
    {
        fault = new LexicalFault(position, "Unterminated string.");
        return new Token(TokenKind.Broken, start, start);
    }
}
