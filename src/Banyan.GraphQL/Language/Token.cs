namespace Banyan.GraphQL.Language;

/// <summary>One token: what it is and the units of the source it covers, quotes included.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End);
