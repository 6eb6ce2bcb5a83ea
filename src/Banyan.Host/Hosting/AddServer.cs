using Banyan.Gateway.Catalog;
using Microsoft.Extensions.Logging.Console;

namespace Banyan.Host.Hosting;

/// <summary>Sets up the HTTP server and the log.</summary>
internal static class AddServerExtensions
{
    private const int MostHeaderBytes = 64 * 1024;
    private const int MostHeaders = 200;

    public static void AddServer(this WebApplicationBuilder builder, HostSettings settings)
    {
        // Beyond the doors' own bound, so that the refusal is ours and in the caller's language; the doors stop reading at the bound.
        builder.WebHost.UseUrls(settings.Listen.ToString()).ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = null;
            server.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
            server.Limits.MaxRequestHeaderCount = MostHeaders;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Drain + TimeSpan.FromSeconds(5));
        builder.Logging.ClearProviders();
        if (Console.IsOutputRedirected)
        {
            builder.Logging.AddJsonConsole(json => (json.UseUtcTimestamp, json.IncludeScopes) = (true, true));
        }
        else
        {
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.ColorBehavior) = (true, LoggerColorBehavior.Enabled));
        }

        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
    }
}
