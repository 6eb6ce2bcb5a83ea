using System.Net;

namespace Banyan.Intents.Discovery.Fetching;

/// <summary>The connections discovery asks through. Nothing follows redirects, keeps cookies, reads proxies or adds headers; where it may go is checked before each ask.</summary>
internal sealed class DiscoveryEgress : IDisposable
{
    /// <summary>Sends.</summary>
    public HttpMessageInvoker Invoker { get; } = new(
        new SocketsHttpHandler
        {
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
