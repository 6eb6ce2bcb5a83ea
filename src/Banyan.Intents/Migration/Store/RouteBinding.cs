namespace Banyan.Intents.Migration.Store;

/// <summary>A person's reads of a family go to the side that took their latest write.</summary>
/// <param name="Tenant">Whose data.</param>
/// <param name="Person">The person, hashed.</param>
/// <param name="Family">The entity family, as <c>orders</c>.</param>
/// <param name="Side"><c>legacy</c> or <c>modern</c>.</param>
/// <param name="RunId">The run that wrote: it stays bound to its end; empty when not told.</param>
/// <param name="Until">When everybody else's binding ends.</param>
public sealed record RouteBinding(string Tenant, string Person, string Family, string Side, string RunId, DateTimeOffset Until);
