namespace Banyan.Gateway.Callers.Tokens;

/// <summary>Reads documents of identity providers. Implemented where requests may leave.</summary>
public interface IKeySetSource
{
    /// <summary>Reads a document: bounded in size and time, no redirects.</summary>
    /// <param name="address">Where it lies.</param>
    /// <param name="mayBePrivate">Whether an administrator named this host.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it can't be read now.</returns>
    Task<byte[]?> ReadAsync(Uri address, bool mayBePrivate, CancellationToken cancellationToken);
}
