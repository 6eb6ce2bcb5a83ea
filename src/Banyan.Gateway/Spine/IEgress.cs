namespace Banyan.Gateway.Spine;

/// <summary>The guarded way out to addresses that come from callers or were registered over the interface: public ones by https on port 443, networks the platform lists by http and any port, metadata services never.</summary>
/// <remarks>Whoever calls such an address builds its HTTP handler on <see cref="ConnectAsync"/> and follows no redirect.</remarks>
public interface IEgress
{
    /// <summary>Reads an address as it was written; what can be refused without asking DNS is refused here.</summary>
    /// <param name="text">The address.</param>
    /// <param name="problem">What is wrong with it, in words that finish "the address can't be used:"; empty when nothing is.</param>
    /// <returns>The address; null when it is refused.</returns>
    Uri? Read(string text, out string problem);

    /// <summary>Opens a connection: resolves once, checks every address of the host, connects to one of the checked ones. TLS is the caller's, with the name it asked for.</summary>
    /// <param name="host">The host's name or address.</param>
    /// <param name="port">Its port.</param>
    /// <param name="isPlain">Whether nothing will protect what is said on it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AddressRefusedException">An address of the host may not be reached, or none answers.</exception>
    ValueTask<Stream> ConnectAsync(string host, int port, bool isPlain, CancellationToken cancellationToken);

    /// <summary>Opens a connection for an address an operator configured, on whatever port, protected or not: resolves and checks in the same way. Metadata services are never reached.</summary>
    /// <param name="host">The host's name or address.</param>
    /// <param name="port">Its port.</param>
    /// <param name="mayBePrivate">Whether the operator named this very host, so that it may stand in a private network; else only public addresses and networks the platform lists are reached.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AddressRefusedException">An address of the host may not be reached, or none answers.</exception>
    ValueTask<Stream> ConnectConfiguredAsync(string host, int port, bool mayBePrivate, CancellationToken cancellationToken);
}
