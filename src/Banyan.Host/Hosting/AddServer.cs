using Banyan.Gateway.Catalog;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Console;

namespace Banyan.Host.Hosting;

/// <summary>Sets up the HTTP server and the log.</summary>
internal static class AddServerExtensions
{
    public static void AddServer(this WebApplicationBuilder builder, HostSettings settings)
    {
        builder.WebHost.UseUrls(settings.Listen.ToString()).ConfigureKestrel(ServerBounds.Apply);
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, BlockPool>();
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

        // The server makes a span per request as soon as this log is on, whether or not anybody listens. What it would tell, the doors tell themselves.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }
}
