using System.Net;
using Banyan.Host.Tests.App;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Banyan.Host.Tests.Intents.Kills;

/// <summary>Stands before a service and holds one call where a test wants it: before the service has it, before its answer goes out, or right behind the answer.</summary>
internal sealed class HoldingProxy : IAsyncDisposable
{
    private static readonly string[] Passed = ["Accept", "Authorization", "Idempotency-Key", "x-banyan-subject", "x-banyan-email"];
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
#pragma warning disable RS0030 // A client of the tests' own.
    private readonly HttpClient _behind;
#pragma warning restore RS0030
    private readonly WebApplication _app;

    private HoldingProxy(Uri behind)
    {
#pragma warning disable RS0030 // As above.
        _behind = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = behind };
#pragma warning restore RS0030
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(PassAsync);
    }

    /// <summary>Where it is.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>The call to hold: method and the end of its path; null for none.</summary>
    public (string Method, string End)? Held { get; set; }

    /// <summary><c>before effect</c>, <c>after effect</c> or <c>after answer</c>.</summary>
    public string Point { get; set; } = "";

    /// <summary>Done when the call stands where it is held.</summary>
    public Task Reached => _reached.Task.WaitAsync(Patience.Long);

    public static async Task<HoldingProxy> StartAsync(Uri behind)
    {
        var proxy = new HoldingProxy(behind);
        await proxy._app.StartAsync();
        return proxy;
    }

    /// <summary>Holds nothing any more; a call whose caller is gone goes no further.</summary>
    public void GoOn()
    {
        Held = null;
        _goOn.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        GoOn();
        await _app.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
        _behind.Dispose();
    }

    private async Task PassAsync(HttpContext http)
    {
        var isHeld = Held is { } held && http.Request.Method == held.Method && http.Request.Path.Value!.EndsWith(held.End, StringComparison.Ordinal);
        if (isHeld && Point == "before effect")
        {
            await HoldAsync();
            http.Abort();
            return;
        }

        using var asked = new HttpRequestMessage(new HttpMethod(http.Request.Method), new Uri(http.Request.GetEncodedPathAndQuery(), UriKind.Relative));
        if (http.Request.ContentLength > 0)
        {
            asked.Content = new StreamContent(http.Request.Body);
            asked.Content.Headers.TryAddWithoutValidation("Content-Type", http.Request.ContentType);
        }

        foreach (var name in Passed.Where(http.Request.Headers.ContainsKey))
        {
            asked.Headers.TryAddWithoutValidation(name, http.Request.Headers[name].ToString());
        }

        using var answer = await _behind.SendAsync(asked);
        var body = await answer.Content.ReadAsByteArrayAsync();
        if (isHeld && Point == "after effect")
        {
            await HoldAsync();
            http.Abort();
            return;
        }

        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body);
        await http.Response.CompleteAsync();
        if (isHeld)
        {
            _reached.TrySetResult();
        }
    }

    private Task HoldAsync()
    {
        _reached.TrySetResult();
        return _goOn.Task;
    }
}
