using System.Net;

namespace Banyan.Cli.Http;

/// <summary>Builds the one invoker: no redirects, which would carry the key elsewhere, no cookies, and no proxy for this machine's own addresses.</summary>
internal static class Egress
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    public static HttpMessageInvoker Create() => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            Proxy = new RemoteProxy(HttpClient.DefaultProxy),
            AutomaticDecompression = DecompressionMethods.None,
        });

    private sealed class RemoteProxy(IWebProxy configured) : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => configured.Credentials;
            set => configured.Credentials = value;
        }

        public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : configured.GetProxy(destination);

        public bool IsBypassed(Uri host) => host.IsLoopback || configured.IsBypassed(host);
    }
}
