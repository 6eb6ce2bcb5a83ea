using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Banyan.Host.Hosting;

/// <summary>What one connection, and all of them together, may ask of the server; <c>docs/limits.md</c> tells them.</summary>
internal static class ServerBounds
{
    /// <summary>Most bytes of all headers. <value>64 KB.</value></summary>
    public const int MostHeaderBytes = 64 * 1024;

    /// <summary>Most headers. <value>200.</value></summary>
    public const int MostHeaders = 200;

    /// <summary>Most connections at once; a further one is closed unanswered. <value>20,000.</value> Fewer where the process may not open two files for each, see <see cref="Connections"/>.</summary>
    public const int MostConnections = 20_000;

    /// <summary>Files left for everything but callers and providers. <value>500.</value></summary>
    public const int FilesKept = 500;

    /// <summary>Least bytes a second of a body, after <see cref="BodyGrace"/>. <value>240.</value></summary>
    public const int LeastBodyRate = 240;

    /// <summary>Longest wait for the whole head of a request. <value>15 s.</value></summary>
    public static TimeSpan HeadTime { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Time a body gets to come up to its least rate. <value>5 s.</value></summary>
    public static TimeSpan BodyGrace { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest silence of a connection between two requests. <value>130 s.</value></summary>
    public static TimeSpan KeepAlive { get; } = TimeSpan.FromSeconds(130);

    /// <summary>How many connections a process takes that may open so many files: each caller's ask opens one to a provider, and a server without files for those who come does nothing but try.</summary>
    public static int Connections(long mostFiles) => (int)Math.Clamp((mostFiles - FilesKept) / 2, 1, MostConnections);

    /// <summary>Sets them. The size of a body is the doors' own bound, so that the refusal is in the caller's language.</summary>
    public static void Apply(KestrelServerOptions server)
    {
        server.AddServerHeader = false;

        // HTTP/2 is left to the proxy that speaks TLS: its floods then never come this far.
        server.ConfigureEndpointDefaults(static endpoint => endpoint.Protocols = HttpProtocols.Http1);
        server.Limits.MaxRequestBodySize = null;
        server.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        server.Limits.MaxRequestHeaderCount = MostHeaders;
        server.Limits.MaxConcurrentConnections = server.Limits.MaxConcurrentUpgradedConnections = Connections(OpenFiles.Most());
        server.Limits.RequestHeadersTimeout = HeadTime;
        server.Limits.KeepAliveTimeout = KeepAlive;
        server.Limits.MinRequestBodyDataRate = new MinDataRate(LeastBodyRate, BodyGrace);
    }
}
