namespace Banyan.Gateway.Spine;

/// <summary>What an exchange takes out of what is shared: the most it may, before it is sent; what it did, at its end.</summary>
/// <param name="NanoUsd">Money in 10⁻⁹ USD.</param>
/// <param name="Tokens">Prompt and completion tokens together.</param>
internal readonly record struct Claim(long NanoUsd, long Tokens)
{
    /// <summary>Nothing.</summary>
    public static Claim Nothing => default;
}
