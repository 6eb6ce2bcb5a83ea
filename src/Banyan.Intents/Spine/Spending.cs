namespace Banyan.Intents.Spine;

/// <summary>What was spent on models.</summary>
/// <param name="Calls">Calls made.</param>
/// <param name="Tokens">Tokens, in and out.</param>
/// <param name="Usd">Dollars.</param>
internal sealed record Spending(int Calls, int Tokens, decimal Usd)
{
    /// <summary>Nothing.</summary>
    public static Spending None { get; } = new(0, 0, 0);

    /// <summary>Both together.</summary>
    public static Spending operator +(Spending one, Spending other) => new(one.Calls + other.Calls, one.Tokens + other.Tokens, one.Usd + other.Usd);
}
