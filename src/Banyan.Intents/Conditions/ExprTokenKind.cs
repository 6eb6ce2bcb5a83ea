namespace Banyan.Intents.Conditions;

/// <summary>Kinds of word in an expression.</summary>
internal enum ExprTokenKind
{
    /// <summary>A name, as <c>s1</c> or <c>status</c>.</summary>
    Name,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A quoted text.</summary>
    Text,

    /// <summary>An operator, bracket, dot or comma.</summary>
    Mark,

    /// <summary>The end.</summary>
    End,
}
