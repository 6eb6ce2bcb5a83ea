namespace Banyan.Gateway.Tools.BuiltIn.Querying;

/// <summary>A piece of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A name or keyword as written, the content of a text, the digits of a number, or a sign.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text)
{
    /// <summary>Whether it is this keyword.</summary>
    public bool Is(string keyword) => Kind == SqlTokenKind.Name && string.Equals(Text, keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is this sign.</summary>
    public bool IsSign(string sign) => Kind == SqlTokenKind.Sign && Text == sign;
}

/// <summary>Kinds of pieces.</summary>
internal enum SqlTokenKind : byte
{
    /// <summary>Nothing more.</summary>
    End,

    /// <summary>A keyword or a name without quotes.</summary>
    Name,

    /// <summary>A name in double quotes.</summary>
    Quoted,

    /// <summary>A text in single quotes.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A named parameter, <c>:name</c>.</summary>
    Parameter,

    /// <summary>An operator, a parenthesis, a comma, a dot.</summary>
    Sign,
}
