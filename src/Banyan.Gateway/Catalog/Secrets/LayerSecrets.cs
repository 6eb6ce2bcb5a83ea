using Banyan.Gateway.Catalog.Editing;

namespace Banyan.Gateway.Catalog.Secrets;

/// <summary>Reads secrets kept in the database, and all others where they lie.</summary>
internal sealed class LayerSecrets(ConfigLayer layer, ISecretSource inner) : ISecretSource
{
    public SecretReading Read(string reference)
    {
        if (!reference.StartsWith(ReferenceSecrets.StoredScheme, StringComparison.Ordinal))
        {
            return inner.Read(reference);
        }

        return layer.FindSecret(reference) is { } stored ? new SecretReading(stored.Value.Reveal()) : new SecretReading(null, "nothing is kept under that name");
    }
}
