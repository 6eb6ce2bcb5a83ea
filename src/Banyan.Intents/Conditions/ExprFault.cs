namespace Banyan.Intents.Conditions;

/// <summary>What is wrong with an expression.</summary>
/// <param name="At">Where, in characters from the start.</param>
/// <param name="Message">What is wrong and what would be right.</param>
internal sealed record ExprFault(int At, string Message)
{
    /// <summary>Place and message in one sentence.</summary>
    public override string ToString() => $"at character {At + 1}: {Message}";
}
