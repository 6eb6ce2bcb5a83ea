namespace Banyan.Gateway.Spine;

/// <summary>A name that is held.</summary>
/// <param name="Tenant">Whose name.</param>
/// <param name="Name">The name.</param>
/// <param name="Holder">Who holds it: one per taking, never used twice.</param>
/// <param name="Fence">Greater than that of every holder before.</param>
/// <param name="Until">When it runs out by the database's clock.</param>
public sealed record Lease(string Tenant, string Name, string Holder, long Fence, DateTimeOffset Until);
