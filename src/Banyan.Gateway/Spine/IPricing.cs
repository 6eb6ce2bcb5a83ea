namespace Banyan.Gateway.Spine;

/// <summary>What an ask may cost before it is sent.</summary>
internal interface IPricing
{
    /// <summary>The cost of so many tokens on a model, at the price of an instant.</summary>
    /// <param name="model">The model.</param>
    /// <param name="at">When it would begin.</param>
    /// <param name="inputTokens">Prompt tokens.</param>
    /// <param name="outputTokens">Completion tokens.</param>
    /// <param name="isProvable">Whether the dearest way to count them is taken: written to a cache, at the dearest service tier.</param>
    /// <returns>10⁻⁹ USD; null when the model has no price for them.</returns>
    long? Estimate(ModelEntry model, DateTimeOffset at, long inputTokens, long outputTokens, bool isProvable);
}
