namespace Shop.Kit;

/// <summary>Money is kept in cents.</summary>
public static class Cents
{
    /// <summary>24000 as 240.00, with both places.</summary>
    public static decimal ToMoney(long cents) => new((int)cents, 0, 0, isNegative: false, scale: 2);
}
