namespace Banyan.Intents.Conditions;

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word; a quoted text without quotes and escapes.</param>
/// <param name="At">Where it begins.</param>
internal readonly record struct ExprToken(ExprTokenKind Kind, string Text, int At)
{
    /// <summary>Whether it is this mark.</summary>
    public bool Is(string mark) => Kind == ExprTokenKind.Mark && Text == mark;
}
