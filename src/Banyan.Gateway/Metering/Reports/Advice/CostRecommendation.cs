namespace Banyan.Gateway.Metering.Reports.Advice;

/// <summary>Something that would cost less.</summary>
/// <param name="Kind"><c>cheaper_model</c> or <c>unused_budget</c>.</param>
/// <param name="Target">What it is about: a model's full name, a budget's id.</param>
/// <param name="Reason">What to do and why, in a sentence.</param>
/// <param name="MonthlySavingNanoUsd">What thirty days like the period would cost less, in 10⁻⁹ USD; 0 where nothing is saved but room.</param>
/// <param name="Evidence">The figures it goes by, as a JSON object.</param>
public sealed record CostRecommendation(string Kind, string Target, string Reason, long MonthlySavingNanoUsd, string Evidence);
