namespace Banyan.Intents.Planning.Lexical.Words;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>Letters, perhaps with digits in them.</summary>
    Word,

    /// <summary>Begins with a digit, a currency sign or <c>#</c> before a digit.</summary>
    Number,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>Quoted words; the token's text is what stands between the quotes.</summary>
    Quote,

    /// <summary>Punctuation.</summary>
    Mark,
}
