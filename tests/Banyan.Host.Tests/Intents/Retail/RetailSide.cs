using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Banyan.Host.Tests.Intents.Retail;

/// <summary>One side of the retail shop over HTTP. It has no rights of its own: it gives and changes whatever it is asked for, breaks as it is told, and writes down what it did.</summary>
internal sealed class RetailSide : IAsyncDisposable
{
    private static readonly RetailRecords Records = RetailRecords.Loaded;
    private readonly ConcurrentDictionary<string, Lazy<JsonObject?>> _kept = new(StringComparer.Ordinal);
    private readonly WebApplication _app;
    private int _stamp;

    private RetailSide(bool isLegacy, int timeoutMs)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapGet("/health", () => Results.Ok());
        _app.MapGet("/openapi/v1.json", () => Results.Text(isLegacy ? RetailContract.Legacy(timeoutMs) : RetailContract.Modern(timeoutMs), "application/json"));
        (isLegacy ? (Action)MapLegacy : MapModern)();
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Every request, in order.</summary>
    public ConcurrentQueue<RetailCall> Calls { get; } = new();

    /// <summary>When each request was taken and when its answer had been written, by <see cref="TimeProvider.System"/>, in order of answers.</summary>
    public ConcurrentQueue<(long Taken, long Answered)> Spans { get; } = new();

    /// <summary>Every change it made, <c>intent thing words</c>, in order.</summary>
    public ConcurrentQueue<string> Effects { get; } = new();

    /// <summary>How it breaks.</summary>
    public Func<RetailCall, Trouble> Breaks { get; set; } = static _ => Trouble.None;

    /// <summary>How long a slow answer takes.</summary>
    public TimeSpan Slowness { get; set; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Orders whose total it gets wrong.</summary>
    public HashSet<string> Planted { get; } = new(StringComparer.Ordinal);

    /// <summary>Whose orders it slips into somebody's list.</summary>
    public ConcurrentDictionary<string, string> Slipped { get; } = new(StringComparer.Ordinal);

    public static async Task<RetailSide> StartAsync(bool isLegacy, int timeoutMs)
    {
        var side = new RetailSide(isLegacy, timeoutMs);
        await side._app.StartAsync();
        return side;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
    }

    private void MapModern()
    {
        _app.MapGet("/orders/{orderId}", Serve("orders.get", (http, _) => Find(Route(http, "orderId")) is { } order ? Modern(order) : null));
        _app.MapGet("/orders", Serve("orders.list", (http, _) => List(http.Request.Query["userId"]!)));
        _app.MapPost("/orders/{orderId}/cancel", Serve("orders.cancel", (http, _) => Change("orders.cancel", Route(http, "orderId"))));
        _app.MapPost("/orders/{orderId}/move", Serve("orders.move", (http, body) => Change("orders.move", Route(http, "orderId"), body["address1"])));
        _app.MapPost("/orders/{orderId}/note", Serve("orders.note", (http, body) => Change("orders.note", Route(http, "orderId"), body["text"])));
        _app.MapGet("/users/{userId}", Serve("users.get", (http, _) => Person(Route(http, "userId"))));
        _app.MapPost("/users/{userId}/move", Serve("users.move", (http, body) => Change("users.move", Route(http, "userId"), body["address1"])));
        _app.MapGet("/products/{sku}", Serve("products.get", (http, _) => new JsonObject { ["sku"] = Route(http, "sku"), ["price"] = 19.5m }));
    }

    private void MapLegacy()
    {
        _app.MapGet("/order_info", Serve("orders.get", (http, _) => Find(http.Request.Query["order_no"]!) is { } order ? Wrapped(Legacy(order)) : null));
        _app.MapPost("/order_note", Serve("orders.note", (_, body) => Change("orders.note", (string)body["order_no"]!, body["remark"]) is null ? null : Wrapped(new JsonObject { ["done"] = true })));
        _app.MapGet("/art", Serve("products.get", (http, _) => Wrapped(new JsonObject { ["art"] = (string)http.Request.Query["art"]!, ["cents"] = 1950 })));
    }

    private RequestDelegate Serve(string operation, Func<HttpContext, JsonNode, JsonObject?> work) => async http =>
    {
        var taken = TimeProvider.System.GetTimestamp();
        var body = http.Request.ContentLength > 0 ? (await JsonNode.ParseAsync(http.Request.Body))! : new JsonObject();
        var call = new RetailCall(operation, http.Request.Headers["x-banyan-subject"], http.Request.Headers["Idempotency-Key"]);
        Calls.Enqueue(call);
        var trouble = Breaks(call);
        if (trouble is Trouble.NotHere or Trouble.Erred)
        {
            http.Response.StatusCode = trouble == Trouble.Erred ? 500 : 501;
            return;
        }

        // The same key is the same change, and has the same answer.
        var made = trouble == Trouble.Silent ? null
            : call.Key is { Length: > 0 } key ? _kept.GetOrAdd(key, _ => new Lazy<JsonObject?>(() => work(http, body))).Value
            : work(http, body);
        await AnswerAsync(http, trouble, made);
        Spans.Enqueue((taken, TimeProvider.System.GetTimestamp()));
    };

    private async Task AnswerAsync(HttpContext http, Trouble trouble, JsonObject? made)
    {
        switch (trouble)
        {
            case Trouble.Silent or Trouble.SilentAfter:
                await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            case Trouble.CutAfter:
                http.Abort();
                return;
            case Trouble.ErredAfter:
                http.Response.StatusCode = 500;
                return;
            case Trouble.Slow:
                await Task.Delay(Slowness, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
        }

        if (made is null)
        {
            http.Response.StatusCode = 404;
            return;
        }

        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync((trouble == Trouble.Lacking ? new JsonObject { ["note"] = "that is all" } : made).ToJsonString());
    }

    private JsonObject? Change(string what, string thing, JsonNode? words = null)
    {
        if (!Records.Orders.ContainsKey(thing) && !Records.Users.ContainsKey(thing))
        {
            return null;
        }

        Effects.Enqueue($"{what} {thing} {words}".TrimEnd());
        return new JsonObject { ["noted"] = true };
    }

    private JsonObject Modern(string id)
    {
        var order = Records.Orders[id];
        return new JsonObject
        {
            ["orderId"] = id,
            ["userId"] = RetailRecords.OwnerOf(order),
            ["status"] = RetailRecords.StatusOf(order),
            ["total"] = RetailRecords.TotalOf(order) + (Planted.Contains(id) ? 0.01m : 0),
            ["items"] = JsonSerializer.SerializeToNode(RetailRecords.ItemsOf(order)),
            ["generatedAt"] = Interlocked.Increment(ref _stamp),
        };
    }

    private JsonObject Legacy(string id)
    {
        var order = Records.Orders[id];
        return new JsonObject
        {
            ["order_no"] = id,
            ["cust"] = RetailRecords.OwnerOf(order),
            ["stat"] = RetailRecords.StatusOf(order) switch { "pending" => "O", "processed" => "P", "delivered" => "D", _ => "X" },
            ["total_cents"] = (long)(RetailRecords.TotalOf(order) * 100),
            ["lines"] = JsonSerializer.SerializeToNode(RetailRecords.ItemsOf(order)),
            ["stamp"] = Interlocked.Increment(ref _stamp),
        };
    }

    private JsonObject List(string user)
    {
        var ids = Records.Owned[user].Concat(Slipped.TryGetValue(user, out var other) ? Records.Owned[other] : []);
        return new JsonObject { ["orders"] = new JsonArray([.. ids.Select(id => new JsonObject { ["orderId"] = id, ["userId"] = RetailRecords.OwnerOf(Records.Orders[id]) })]) };
    }

    private static JsonObject? Person(string id) => Records.Users.TryGetValue(id, out var user)
        ? new JsonObject
        {
            ["userId"] = id,
            ["email"] = user.GetProperty("email").GetString(),
            ["address"] = new JsonObject { ["address1"] = user.GetProperty("address").GetProperty("address1").GetString(), ["city"] = user.GetProperty("address").GetProperty("city").GetString() },
        }
        : null;

    private static string? Find(string id) => Records.Orders.ContainsKey(id) ? id : null;

    private static string Route(HttpContext http, string name) => (string)http.Request.RouteValues[name]!;

    private static JsonObject Wrapped(JsonObject data) => new() { ["data"] = data };
}
