using System.Collections.Concurrent;
using Banyan.Intents.Tests.Running.Kit;
using Microsoft.AspNetCore.Http;

namespace Banyan.Intents.Tests.Running.Retail;

/// <summary>The retail shop over HTTP before a node that is killed: it counts effects by key, and holds its answer to one write until the node is dead.</summary>
internal sealed class KilledShop : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (int Status, string Json)> _kept = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpBackend _server;
    private readonly int? _held;
    private readonly bool _honoursKeys;
    private int _writes = -1;

    private KilledShop(HttpBackend server, int? held, bool honoursKeys) => (_server, _held, _honoursKeys) = (server, held, honoursKeys);

    public Uri Address => _server.BaseUrl;

    public RetailStore Store { get; } = new();

    /// <summary>How often each write, by its key, was done.</summary>
    public ConcurrentDictionary<string, int> Effects { get; } = new(StringComparer.Ordinal);

    /// <summary>Done when the node stands where it is to be killed.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Starts it.</summary>
    /// <param name="held">The write, from 0, that is done and not answered; null for none.</param>
    /// <param name="honoursKeys">Whether a key that was seen is not done again.</param>
    public static async Task<KilledShop> StartAsync(int? held, bool honoursKeys)
    {
        var server = await HttpBackend.StartAsync();
        var shop = new KilledShop(server, held, honoursKeys);
        server.Does = shop.AnswerAsync;
        return shop;
    }

    /// <summary>Holds nothing any more.</summary>
    public void GoOn() => _goOn.TrySetResult();

    public ValueTask DisposeAsync()
    {
        GoOn();
        return _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, Heard heard)
    {
        if (heard.Target == "/here")
        {
            _reached.TrySetResult();
            await HttpBackend.JsonAsync(context, 200, "{}");
            return;
        }

        var (tool, arguments) = RetailCatalogue.CallOf(context, heard);
        var (status, json) = heard.Headers.TryGetValue("Idempotency-Key", out var key) ? Write(key, tool, arguments) : RetailCatalogue.AnswerOf(Store, tool, arguments);
        if (key is not null && Interlocked.Increment(ref _writes) == _held)
        {
            _reached.TrySetResult();
            await _goOn.Task;
        }

        await HttpBackend.JsonAsync(context, status, json);
    }

    private (int Status, string Json) Write(string key, string tool, System.Text.Json.JsonElement arguments)
    {
        if (_honoursKeys && _kept.TryGetValue(key, out var known))
        {
            return known;
        }

        var answer = RetailCatalogue.AnswerOf(Store, tool, arguments);
        _kept[key] = answer;
        if (answer.Status == 200)
        {
            Effects.AddOrUpdate(key, 1, (_, times) => times + 1);
        }

        return answer;
    }
}
