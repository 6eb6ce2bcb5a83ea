namespace Banyan.Gateway.Spine;

/// <summary>What a provider promises about data.</summary>
/// <param name="NoTraining">Whether it does not train on what it is sent.</param>
/// <param name="Retention">How long it keeps what it is sent; null when it does not say.</param>
/// <param name="Region">Where it processes data; null when it does not say.</param>
public sealed record DataTerms(bool NoTraining, TimeSpan? Retention, string? Region);
