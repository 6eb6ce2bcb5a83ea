using System.Text.Json;
using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Migration;

/// <summary>The retail shop twice: a legacy side with other names and types behind a map, a clean modern side that breaks at random by seed. Both keep a ledger of the writes they did.</summary>
internal sealed class RetailTwice : IBackends
{
    private static readonly FieldMap LegacyMap = FieldMapReader.Read(
        TestIntents.Json("""
            {"rename":{"orderId":"order_no","userId":"cust","items":"lines"},"enum":{"status":{"pending":"O","processed":"P","delivered":"D","cancelled":"X"}},
             "scale":{"total":{"from":"total_cents","by":0.01}},"unwrap":"$.data"}
            """),
        "map",
        out _);

    private readonly Random _random;
    private int _tick;

    public RetailTwice(int seed)
    {
        _random = new Random(seed);
        using var file = JsonDocument.Parse(File.ReadAllBytes(TestFiles.Find("intents", "retail", "orders.json")));
        foreach (var order in file.RootElement.EnumerateObject())
        {
            var items = order.Value.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!).ToArray();
            var total = order.Value.GetProperty("items").EnumerateArray().Sum(item => item.GetProperty("price").GetDecimal());
            Orders.Add(new Order(order.Name, order.Value.GetProperty("user_id").GetString()!, order.Value.GetProperty("status").GetString()!.Split(' ')[0], total, items));
        }
    }

    public sealed record Order(string Id, string User, string Status, decimal Total, string[] Items);

    public static Intent Get { get; } = TestIntents.Get with
    {
        Result = TestIntents.Schema(("orderId", null), ("userId", "pii"), ("status", null), ("total", null), ("items", null), ("generatedAt", null)),
        Legacy = TestIntents.OldSide with { Map = LegacyMap },
    };

    public static Intent Cancel { get; } = TestIntents.Cancel;

    public List<Order> Orders { get; } = [];

    /// <summary>Orders whose total the modern side gets wrong.</summary>
    public HashSet<string> Planted { get; } = new(StringComparer.Ordinal);

    /// <summary>Share of the modern side's calls that break.</summary>
    public double Broken { get; set; }

    /// <summary>Idempotency keys of writes done, by side.</summary>
    public List<(Generation Side, string Key)> Ledger { get; } = [];

    public int ModernShadowedWrites { get; private set; }

    public ValueTask<BackendReply> CallAsync(BackendCall call, CancellationToken cancellationToken)
    {
        var side = call.Operation.Backend.Generation;
        if (call.Intent.Effect != Effect.Read && call.IdempotencyKey is null)
        {
            ModernShadowedWrites++;
        }

        return new ValueTask<BackendReply>(side == Generation.Modern && _random.NextDouble() < Broken ? Break(call) : Do(call));
    }

    private BackendReply Break(BackendCall call) => _random.Next(5) switch
    {
        0 => Late(call) with { Outcome = RouteOutcome.TimedOut, Value = null, Status = null, Problem = new Problem(ProblemWords.BackendTimeout, "late"), IsTransient = true, Took = TimeSpan.FromSeconds(5) },
        1 => Late(call) with { Outcome = RouteOutcome.Erred, Value = null, Status = 500, Problem = new Problem(ProblemWords.BackendContract, "500"), IsTransient = true },
        2 => new BackendReply { Outcome = RouteOutcome.Unreachable, Problem = new Problem(ProblemWords.BackendUnreachable, "refused"), IsProvablyNotReceived = true, IsTransient = true },
        3 => Do(call) with { Outcome = RouteOutcome.Erred, Value = null, Problem = new Problem(ProblemWords.BackendContract, "$.total is missing") },
        _ => Do(call) with { Took = TimeSpan.FromMilliseconds(900) },
    };

    // Whether the effect happened before the answer got lost, nobody outside can tell.
    private BackendReply Late(BackendCall call) => _random.Next(2) == 0 ? Do(call) : new BackendReply();

    private BackendReply Do(BackendCall call)
    {
        var side = call.Operation.Backend.Generation;
        var took = TimeSpan.FromMilliseconds(side == Generation.Legacy ? 40 : 30);
        if (call.Intent.Effect != Effect.Read)
        {
            Ledger.Add((side, call.IdempotencyKey!));
            return new BackendReply { Status = 200, Value = TestIntents.Json("""{"status":"cancelled"}"""), Took = took };
        }

        var order = Orders[call.Arguments.GetProperty("n").GetInt32()];
        return new BackendReply { Status = 200, Value = side == Generation.Legacy ? Old(order) : New(order), Took = took };
    }

    private JsonElement Old(Order order)
    {
        var word = order.Status switch { "pending" => "O", "processed" => "P", "delivered" => "D", _ => "X" };
        var raw = JsonSerializer.SerializeToElement(new
        {
            data = new { order_no = order.Id, cust = order.User, stat = 1, status = word, total_cents = (long)(order.Total * 100), lines = order.Items, generatedAt = _tick++ },
        });
        var mapped = FieldMapping.Backwards(LegacyMap, raw);
        mapped.IsWhole.ShouldBeTrue(string.Join(' ', mapped.Faults));
        return FieldMapping.Trim(mapped.Value, Get.Result);
    }

    private JsonElement New(Order order) => JsonSerializer.SerializeToElement(new
    {
        orderId = order.Id,
        userId = order.User,
        status = order.Status,
        total = order.Total + (Planted.Contains(order.Id) ? 0.01m : 0),
        items = order.Items,
        generatedAt = _tick++,
    });
}
