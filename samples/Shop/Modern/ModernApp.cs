using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Shop.Kit;
using Shop.Kit.Seeding;
using Shop.Modern.People;
using Shop.Modern.Platform;

namespace Shop.Modern;

/// <summary>What the modern services do alike: serve their contract, write once, announce themselves.</summary>
public static class ModernApp
{
    /// <summary>Begins a service; the caller maps its operations.</summary>
    /// <param name="options">How it is started.</param>
    /// <param name="service">Its name on the platform, as <c>orders-api</c>.</param>
    /// <param name="assembly">Where its contract (<c>openapi.yaml</c>) and tables (<c>schema.sql</c>) are built in.</param>
    /// <param name="seed">Fills its new database.</param>
    /// <param name="isDirectory">Whether it keeps the platform's directory; else it announces itself there.</param>
    public static WebApplication Create(ServiceOptions options, string service, Assembly assembly, Action<SqliteConnection, ShopSeed> seed, bool isDirectory = false)
    {
        var today = DateOnly.FromDateTime(options.Clock.GetUtcNow().UtcDateTime);
        var store = new Store(options.File, OnceOnly.Schema + Resource.Text(assembly, "schema.sql"), connection => seed(connection, new ShopSeed(today)));
        var contract = new Contract(Resource.Text(assembly, "openapi.yaml"));
        var app = ServiceHost.Create(options, store, services =>
        {
            services.AddSingleton<OnceOnly>();
            if (options.Banyan is { } banyan)
            {
                services.AddHttpClient().AddSingleton(provider => new BanyanKeys(banyan, provider.GetRequiredService<IHttpClientFactory>(), options.Clock));
                services.AddSingleton<TokenGate>();
            }

            if (!isDirectory)
            {
                services.AddHttpClient().AddSingleton(provider => new Announcer(service, provider)).AddHostedService(provider => provider.GetRequiredService<Announcer>());
            }
        });
        if (isDirectory)
        {
            new PlatformDirectory(service, options.Clock).Map(app);
        }

        if (app.Services.GetService<TokenGate>() is { } gate)
        {
            app.Use((context, next) => gate.ApplyAsync(context, next));
        }

        app.MapGet("/openapi/v1.json", () => Results.Text(contract.OpenApi, "application/json"));
        app.MapGet("/.well-known/banyan-intents", (HttpContext context) => Tagged(context, contract.Manifest(service)));
        return app;
    }

    /// <summary>Waits until a started service has told the directory where it is.</summary>
    public static Task AnnouncedAsync(WebApplication app) => app.Services.GetService<Announcer>()?.Announced ?? Task.CompletedTask;

    /// <summary>With an ETag, so that asking again costs little.</summary>
    private static IResult Tagged(HttpContext context, string manifest)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(manifest)))[..16]}\"";
        context.Response.Headers.ETag = tag;
        return context.Request.Headers.IfNoneMatch == tag ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Text(manifest, "application/json");
    }
}
