using Banyan.Gateway.Catalog.Secrets;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>A provider's key that was given over the interface. It lies encrypted in the database.</summary>
/// <param name="Provider">Whose.</param>
/// <param name="Name">Its name.</param>
/// <param name="Origin">Scheme, host and port it was given for: it is sent nowhere else.</param>
/// <param name="Value">The key.</param>
public sealed record StoredSecret(string Provider, string Name, string Origin, Secret Value)
{
    /// <summary>How a configuration refers to it.</summary>
    public string Reference => ReferenceOf(Provider, Name);

    /// <summary>How a configuration refers to the key of a name.</summary>
    public static string ReferenceOf(string provider, string name) => $"{ReferenceSecrets.StoredScheme}{provider}/{name}";

    /// <summary>Scheme, host and port of an address; empty for a provider within the process.</summary>
    public static string OriginOf(Uri? address) => address?.GetLeftPart(UriPartial.Authority).ToLowerInvariant() ?? "";

    /// <summary>Whether it may be sent to an address.</summary>
    public bool IsFor(Uri? address) => string.Equals(Origin, OriginOf(address), StringComparison.Ordinal);
}
