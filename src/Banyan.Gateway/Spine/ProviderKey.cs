namespace Banyan.Gateway.Spine;

/// <summary>One key of a provider.</summary>
/// <param name="Name">Its name in the configuration, unique within the provider.</param>
/// <param name="Secret">The value, re-read where it lies.</param>
/// <param name="Weight">Its share of the load, relative to the provider's other keys. <value>Default 1.</value></param>
/// <param name="Services">The services that own it and are served first; empty when it is shared.</param>
public sealed record ProviderKey(string Name, Secret Secret, int Weight, IReadOnlyList<string> Services)
{
    /// <summary>Where the value lies, <c>env:NAME</c> or <c>file:/path</c>, for re-reading it; null for a key that is never re-read. Never the value.</summary>
    public string? Reference { get; init; }

    /// <summary>Whether it may be used for a service: it is shared, or the service's own.</summary>
    public bool IsFor(string service) => Services.Count == 0 || Services.Contains(service, StringComparer.Ordinal);
}
