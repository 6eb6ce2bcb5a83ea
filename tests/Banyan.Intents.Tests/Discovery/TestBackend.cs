using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents.Tests.Discovery;

/// <summary>A real HTTP backend on a free port of this machine. It serves what a test puts in, with ETags, and remembers who asked for what.</summary>
internal sealed class TestBackend : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _paths = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private TestBackend(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    /// <summary>Every ask: method, path and status.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Every Authorization header that came.</summary>
    public ConcurrentQueue<string> Credentials { get; } = new();

    public static async Task<TestBackend> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var backend = new TestBackend(builder.Build());
        backend._app.Run(backend.AnswerAsync);
        await backend._app.StartAsync();
        backend.Url = new Uri(backend._app.Urls.First());
        return backend;
    }

    /// <summary>Serves a text with an ETag of its content.</summary>
    public TestBackend Serve(string path, string text) => Serve(path, async context =>
    {
        var tag = $"\"{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..12]}\"";
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = 304;
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(text);
    });

    public TestBackend Serve(string path, Func<HttpContext, Task> answer)
    {
        _paths[path] = answer;
        return this;
    }

    public void Forget(string path) => _paths.TryRemove(path, out _);

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.ToString() is { Length: > 0 } credential)
        {
            Credentials.Enqueue(credential);
        }

        if (_paths.TryGetValue(context.Request.Path, out var answer))
        {
            await answer(context);
        }
        else
        {
            context.Response.StatusCode = 404;
        }

        Asked.Enqueue($"{context.Request.Method} {context.Request.Path} {context.Response.StatusCode}");
    }
}
