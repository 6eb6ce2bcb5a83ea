using Banyan.Gateway.Callers;
using Banyan.Storage.Files;

namespace Banyan.Storage.Envelope;

/// <summary>Secrets of nodes that share a database: derived from the master key they share, so that a key made on one node is known to all.</summary>
/// <param name="folder">The node's own folder: a secret that stands there as a file is read from it, derived or not.</param>
/// <param name="master">Gives the master key; asked only when a secret is derived.</param>
internal sealed class SharedSecret(string folder, Func<KeyWrap> master) : ISecretFile
{
    /// <inheritdoc />
    public string ReadOrCreate(string name, Func<byte[], string> create) =>
        File.Exists(Path.Combine(folder, name)) ? new SecretFile(folder).ReadOrCreate(name, create) : create(master().Derive(name));
}
