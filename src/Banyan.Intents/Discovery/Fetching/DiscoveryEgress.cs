using System.Net;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Fetching;

/// <summary>The connections discovery asks through. Nothing follows redirects, keeps cookies, reads proxies or adds headers; where it may go is checked before each ask, and again where it connects.</summary>
internal sealed class DiscoveryEgress(IBackendConnector connector) : IDisposable
{
    /// <summary>Sends.</summary>
    public HttpMessageInvoker Invoker { get; } = new(
        new SocketsHttpHandler
        {
            ConnectCallback = (context, token) => connector.ConnectAsync(context.InitialRequestMessage.RequestUri!, token),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(2),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = 32,
            ActivityHeadersPropagator = null,
            ResponseDrainTimeout = TimeSpan.Zero,
        },
        disposeHandler: true);

    /// <inheritdoc />
    public void Dispose() => Invoker.Dispose();
}
