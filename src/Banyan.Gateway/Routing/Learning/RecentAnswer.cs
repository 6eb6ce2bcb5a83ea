namespace Banyan.Gateway.Routing.Learning;

/// <summary>Who gave an answer that may be judged yet.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Model">The model's full name.</param>
/// <param name="Category">The kind of prompt; empty when there was none.</param>
/// <param name="Weighed">The name whose choice was weighed; null when the caller or a rule chose.</param>
public sealed record RecentAnswer(string Tenant, string Model, string Category, string? Weighed);
