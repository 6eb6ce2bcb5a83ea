using System.Net;

namespace Banyan.Intents.Running.Calling;

/// <summary>The way out to backends: follows no redirect, keeps no cookie, reads no proxy, adds no header.</summary>
/// <param name="Http">The client.</param>
internal sealed record BackendInvoker(HttpMessageInvoker Http)
{
    /// <summary>Makes the one the service uses.</summary>
    public static BackendInvoker Create() => new(new HttpMessageInvoker(
        new SocketsHttpHandler
        {
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
