namespace Banyan.Gateway.Callers;

/// <summary>Files that hold a secret of Banyan's own, readable by its user alone.</summary>
public interface ISecretFile
{
    /// <summary>Reads a file; where there is none, writes what <paramref name="create"/> makes and gives that.</summary>
    /// <exception cref="IOException">The file can be read by others than its owner, or can't be read or written.</exception>
    string ReadOrCreate(string name, Func<string> create);
}
