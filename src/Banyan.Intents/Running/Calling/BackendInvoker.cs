using System.Net;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Calling;

/// <summary>The way out to backends: through the guard, follows no redirect, keeps no cookie, reads no proxy, adds no header.</summary>
/// <param name="Http">The client.</param>
internal sealed record BackendInvoker(HttpMessageInvoker Http)
{
    /// <summary>Makes the one the service uses.</summary>
    public static BackendInvoker Create(IBackendConnector connector) => new(new HttpMessageInvoker(
        new SocketsHttpHandler
        {
            ConnectCallback = (context, token) => connector.ConnectAsync(context.InitialRequestMessage.RequestUri!, token),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(2),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
            MaxResponseHeadersLength = 64,
            ActivityHeadersPropagator = null,
        },
        disposeHandler: true));
}
