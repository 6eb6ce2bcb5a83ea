using System.Collections.Concurrent;
using System.Net;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Upstreams;

/// <summary>One long-lived connection pool per provider endpoint. Nothing follows redirects, keeps cookies, reads proxies or adds headers.</summary>
internal sealed class EgressPool : IDisposable
{
    private readonly ConcurrentDictionary<(string Provider, Uri Base, TimeSpan Connect), HttpMessageInvoker> _invokers = new();

    /// <summary>The pool of a provider; a changed address or connect time gets a new one.</summary>
    public HttpMessageInvoker For(Provider provider) =>
        _invokers.GetOrAdd((provider.Name, provider.BaseUrl!, provider.Timeouts.Connect), static key => Create(key.Connect));

    public void Dispose()
    {
        foreach (var invoker in _invokers.Values)
        {
            invoker.Dispose();
        }
    }

    private static HttpMessageInvoker Create(TimeSpan connect) => new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = connect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
            EnableMultipleHttp2Connections = true,
            MaxResponseHeadersLength = 64,
            ActivityHeadersPropagator = null,
            ResponseDrainTimeout = TimeSpan.Zero,
        },
        disposeHandler: true);
}
