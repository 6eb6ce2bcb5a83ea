namespace Banyan.Gateway.Catalog.Secrets;

/// <summary>Reads secrets where they lie.</summary>
internal interface ISecretSource
{
    /// <summary>Reads a reference, <c>env:NAME</c> or <c>file:/path</c>, as it is now.</summary>
    SecretReading Read(string reference);
}
