namespace Banyan.Gateway.Callers;

/// <summary>Secrets of Banyan's own, readable by its user alone.</summary>
public interface ISecretFile
{
    /// <summary>Reads a secret; where there is none yet, keeps what <paramref name="create"/> makes of 32 secret bytes and gives that.</summary>
    /// <param name="name">Name of the secret, fit to be a file's name.</param>
    /// <param name="create">Puts 32 secret bytes into the form the secret is read in. Nodes that share a database are given the same bytes.</param>
    /// <exception cref="IOException">The file can be read by others than its owner, or can't be read or written.</exception>
    string ReadOrCreate(string name, Func<byte[], string> create);
}
