namespace Banyan.GraphQL.Language;

/// <summary>Tokens as errors name them.</summary>
internal static class TokenText
{
    public static string Of(TokenKind kind) => kind switch
    {
        TokenKind.Broken => "",
        TokenKind.End => "<EOF>",
        TokenKind.Bang => "\"!\"",
        TokenKind.Dollar => "\"$\"",
        TokenKind.Ampersand => "\"&\"",
        TokenKind.ParenOpen => "\"(\"",
        TokenKind.ParenClose => "\")\"",
        TokenKind.Spread => "\"...\"",
        TokenKind.Colon => "\":\"",
        TokenKind.EqualSign => "\"=\"",
        TokenKind.At => "\"@\"",
        TokenKind.BracketOpen => "\"[\"",
        TokenKind.BracketClose => "\"]\"",
        TokenKind.BraceOpen => "\"{\"",
        TokenKind.Pipe => "\"|\"",
        TokenKind.BraceClose => "\"}\"",
        TokenKind.Name => "Name",
        TokenKind.Int => "Int",
        TokenKind.Float => "Float",
        TokenKind.Text => "String",
        TokenKind.BlockText => "BlockString",
    };

    public static string Of(string source, Token token) => token.Kind switch
    {
        TokenKind.Name or TokenKind.Int or TokenKind.Float => $"{Of(token.Kind)} \"{source.AsSpan(token.Start..token.End)}\"",
        TokenKind.Text or TokenKind.BlockText => $"{Of(token.Kind)} \"{StringText.Of(source, token)}\"",
        _ => Of(token.Kind),
    };
}
