namespace Banyan.Intents.Spine;

/// <summary>The one way out to backends and directories: to what the operator configured, by checked addresses, and nowhere else.</summary>
internal interface IBackendConnector
{
    /// <summary>Opens a connection; TLS is the caller's, with the name it asked for.</summary>
    /// <param name="address">What is asked: scheme, host and port count.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Gateway.Spine.AddressRefusedException">Nothing is configured there, the host leads where it may not, or nobody answers.</exception>
    ValueTask<Stream> ConnectAsync(Uri address, CancellationToken cancellationToken);
}
