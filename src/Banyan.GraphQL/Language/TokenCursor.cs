using System.Globalization;

namespace Banyan.GraphQL.Language;

/// <summary>
/// Walks a source token by token for the parsers and counts as it goes. The first error stays: from then on nothing matches, so every loop ends
/// and every call returns at once; the nodes made meanwhile are thrown away.
/// </summary>
internal sealed class TokenCursor
{
    private readonly Lexer _lexer;
    private readonly ParserLimits _limits;
    private int _tokens;
    private int _depth;

    public TokenCursor(string source, ParserLimits limits)
    {
        _lexer = new Lexer(source);
        _limits = limits;
        Take();
        Count();
    }

    public string Source => _lexer.Source;

    /// <summary>The token that comes next.</summary>
    public Token Current { get; private set; }

    /// <summary>The end of the token taken last.</summary>
    public int LastEnd { get; private set; }

    /// <summary>The first error; null while there is none.</summary>
    public GraphError? Error { get; private set; }

    public bool HasFailed => Error is not null;

    /// <summary>Whether the next token is of a kind.</summary>
    public bool At(TokenKind kind) => Current.Kind == kind;

    /// <summary>Whether the next token is that word.</summary>
    public bool AtWord(string word) => Is(Current, word);

    /// <summary>Whether a token is that word.</summary>
    public bool Is(Token token, string word) =>
        token.Kind == TokenKind.Name && token.End - token.Start == word.Length && Source.AsSpan(token.Start, word.Length).SequenceEqual(word);

    /// <summary>The token after the next.</summary>
    public Token Peek() => Checked(_lexer.Read(Current.End));

    /// <summary>Takes the next token if it is of a kind.</summary>
    public bool Skip(TokenKind kind)
    {
        if (Current.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    /// <summary>Takes the next token if it is that word.</summary>
    public bool SkipWord(string word)
    {
        if (!AtWord(word))
        {
            return false;
        }

        Advance();
        return true;
    }

    /// <summary>Takes the next token, which must be of a kind.</summary>
    public Token Expect(TokenKind kind)
    {
        var token = Current;
        if (!Skip(kind) && !HasFailed)
        {
            Fail(token.Start, $"Expected {TokenText.Of(kind)}, found {TokenText.Of(Source, token)}.");
        }

        return token;
    }

    /// <summary>Takes the next token, which must be that word.</summary>
    public void ExpectWord(string word)
    {
        if (!SkipWord(word) && !HasFailed)
        {
            Fail(Current.Start, $"Expected \"{word}\", found {TokenText.Of(Source, Current)}.");
        }
    }

    /// <summary>Refuses a token that cannot stand where it stands.</summary>
    public void Refuse(Token token)
    {
        if (!HasFailed)
        {
            Fail(token.Start, $"Unexpected {TokenText.Of(Source, token)}.");
        }
    }

    /// <summary>Keeps an error, unless there is one already.</summary>
    public void Fail(int position, string says, string code = GraphCodes.ParseFailed)
    {
        Error ??= new GraphError($"Syntax Error: {says}") { Code = code, Locations = [new LineIndex(Source).Locate(position)] };
        Current = new Token(TokenKind.Broken, Current.Start, Current.Start);
    }

    /// <summary>Goes one level into braces, brackets or a list type.</summary>
    public void Enter()
    {
        if (++_depth > _limits.MaxNesting && !HasFailed)
        {
            var says = string.Create(CultureInfo.InvariantCulture, $"Document is nested more than {_limits.MaxNesting} levels deep. Parsing aborted.");
            Fail(Current.Start, says, GraphCodes.DocumentTooDeep);
        }
    }

    /// <summary>Comes back from it.</summary>
    public void Leave() => _depth--;

    /// <summary>From a token to the end of the last one taken.</summary>
    public SourceSpan Since(Token first) => new(first.Start, LastEnd);

    private void Advance()
    {
        LastEnd = Current.End;
        Take();
        Count();
    }

    private void Count()
    {
        if (Current.Kind != TokenKind.End && ++_tokens > _limits.MaxTokens && !HasFailed)
        {
            var says = string.Create(CultureInfo.InvariantCulture, $"Document contains more than {_limits.MaxTokens} tokens. Parsing aborted.");
            Fail(Current.Start, says, GraphCodes.DocumentTooLarge);
        }
    }

    private void Take()
    {
        if (!HasFailed)
        {
            Current = Checked(_lexer.Read(Current.End));
        }
    }

    private Token Checked(Token token)
    {
        if (token.Kind == TokenKind.Broken && _lexer.Fault is { } fault)
        {
            Fail(fault.Position, fault.Says);
        }

        return token;
    }
}
