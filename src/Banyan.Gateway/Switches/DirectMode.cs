namespace Banyan.Gateway.Switches;

/// <summary>The emergency direct mode of a tenant, while it is on.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Reason">Why.</param>
/// <param name="SetBy">Who switched it on, as <c>key:Ab12Cd34</c>.</param>
/// <param name="SetAt">When.</param>
/// <param name="ExpiresAt">When it ends by itself; null for never.</param>
public sealed record DirectMode(string Tenant, string Reason, string SetBy, DateTimeOffset SetAt, DateTimeOffset? ExpiresAt);
