using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>What a backend was sent.</summary>
internal sealed record Heard(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A real HTTP server on 127.0.0.1 whose answers are the test's.</summary>
internal sealed class HttpBackend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HttpBackend(WebApplication app) => _app = app;

    public ConcurrentQueue<Heard> Calls { get; } = new();

    public Func<HttpContext, Heard, Task> Does { get; set; } = (context, _) => JsonAsync(context, 200, "{}");

    public Uri BaseUrl => new(_app.Urls.Single());

    public static async Task<HttpBackend> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var made = new HttpBackend(app);
        app.Run(made.HearAsync);
        await app.StartAsync();
        return made;
    }

    public static async Task JsonAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task HearAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var heard = new Heard(context.Request.Method, target, context.Request.Headers.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.OrdinalIgnoreCase), await reader.ReadToEndAsync());
        Calls.Enqueue(heard);
        await Does(context, heard);
    }
}
