using System.Collections.Concurrent;
using System.Net;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Upstreams;

/// <summary>One long-lived connection pool per provider endpoint. Nothing follows redirects, keeps cookies, reads proxies or adds headers.</summary>
internal sealed class EgressPool(IEgress egress) : IDisposable
{
    private readonly ConcurrentDictionary<(string Provider, Uri Base, TimeSpan Connect), HttpMessageInvoker> _invokers = new();

    /// <summary>The pool of a provider; a changed address or connect time gets a new one.</summary>
    public HttpMessageInvoker For(Provider provider) =>
        _invokers.GetOrAdd((provider.Name, provider.BaseUrl!, provider.Timeouts.Connect), key => Create(key.Connect));

    public void Dispose()
    {
        foreach (var invoker in _invokers.Values)
        {
            invoker.Dispose();
        }
    }

    private HttpMessageInvoker Create(TimeSpan connect) => new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = connect,
            // An operator named the host, so it may be private; metadata services are never reached, whatever its name resolves to.
            ConnectCallback = (context, token) => egress.ConnectConfiguredAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, mayBePrivate: true, token),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
            EnableMultipleHttp2Connections = true,
            MaxResponseHeadersLength = 64,
            ActivityHeadersPropagator = null,
            ResponseDrainTimeout = TimeSpan.Zero,
        },
        disposeHandler: true);
}
