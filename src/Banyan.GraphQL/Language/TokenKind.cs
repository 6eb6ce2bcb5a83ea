namespace Banyan.GraphQL.Language;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>Nothing can be read any more: an error was found.</summary>
    Broken,

    /// <summary>The text is over.</summary>
    End,

    /// <summary><c>!</c>.</summary>
    Bang,

    /// <summary><c>$</c>.</summary>
    Dollar,

    /// <summary><c>&amp;</c>.</summary>
    Ampersand,

    /// <summary><c>(</c>.</summary>
    ParenOpen,

    /// <summary><c>)</c>.</summary>
    ParenClose,

    /// <summary><c>...</c>.</summary>
    Spread,

    /// <summary><c>:</c>.</summary>
    Colon,

    /// <summary><c>=</c>.</summary>
    EqualSign,

    /// <summary><c>@</c>.</summary>
    At,

    /// <summary><c>[</c>.</summary>
    BracketOpen,

    /// <summary><c>]</c>.</summary>
    BracketClose,

    /// <summary><c>{</c>.</summary>
    BraceOpen,

    /// <summary><c>|</c>.</summary>
    Pipe,

    /// <summary><c>}</c>.</summary>
    BraceClose,

    /// <summary>A word.</summary>
    Name,

    /// <summary>A number without fraction and exponent.</summary>
    Int,

    /// <summary>Any other number.</summary>
    Float,

    /// <summary>A string in one line.</summary>
    Text,

    /// <summary>A string between three quotes.</summary>
    BlockText,
}
