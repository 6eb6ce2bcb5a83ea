namespace Banyan.Gateway.Limits;

/// <summary>Names a bucket.</summary>
/// <param name="Tenant">Whose it is; empty for a provider's own, which all tenants share.</param>
/// <param name="Scope">Who shares it.</param>
/// <param name="Id">Which of them, as <see cref="LimitWords.Id"/> writes it.</param>
/// <param name="Unit">What it counts.</param>
public readonly record struct BucketKey(string Tenant, LimitScope Scope, string Id, LimitUnit Unit)
{
    /// <summary>The id of what there is only one of.</summary>
    public const string Everybody = "*";

    /// <summary>The key as stores outside the process write it. Two keys never read the same: an id stands last.</summary>
    public override string ToString() => $"{Uri.EscapeDataString(Tenant)}:{LimitWords.Of(Scope)}:{LimitWords.Of(Unit)}:{Id}";
}
