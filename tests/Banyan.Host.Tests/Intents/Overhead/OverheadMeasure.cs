using System.Text;
using System.Text.Json.Nodes;
using Banyan.Host.Tests.Intents.Retail;
using Banyan.TestKit;

namespace Banyan.Host.Tests.Intents.Overhead;

/// <summary>
/// Times steps where they end: at the backend. Steps follow one another, so what lies between an answer of the backend and its next request is all the
/// orchestrator's: reading the answer, guard rails, journal, route, the next request. Bare calls of one client are timed the same way in between.
/// </summary>
internal sealed class OverheadMeasure : IAsyncDisposable
{
    /// <summary>Steps of a message.</summary>
    public const int Steps = 6;

    private readonly RetailBench _bench;
    private readonly HttpMessageInvoker _bare = new(new SocketsHttpHandler { UseProxy = false });
    private readonly string _order = RetailRecords.Loaded.Ids[0];
    private readonly string _owner;
    private readonly TempFolder _folder = new();
    private readonly FileStream _page;
    private int _said;

    private OverheadMeasure(RetailBench bench)
    {
        _bench = bench;
        _page = new FileStream(_folder.File("page"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        _owner = RetailRecords.OwnerOf(RetailRecords.Loaded.Orders[_order]);
    }

    /// <summary>Starts the service, its one backend and a scripted planner.</summary>
    public static async Task<OverheadMeasure> StartAsync(string database) => new(await RetailBench.StartAsync(hasLegacy: false, database: database));

    /// <summary>Measures one kind of step.</summary>
    /// <param name="intent"><c>orders.get</c>, a read; or <c>orders.note</c>, a write under a key whose owner is proved by a read before it.</param>
    /// <param name="messages">How many messages of <see cref="Steps"/> steps each; as many again go before, to warm up, and are not counted.</param>
    public async Task<StepTimes> RunAsync(string intent, int messages)
    {
        var isRead = intent == "orders.get";
        _bench.Model.Plan = asked => RetailAttack.Plan([.. Enumerable.Range(1, Steps).Select(number => Step(isRead, number, asked.Message.Split(' ')[^1]))]);
        var (above, direct, commit, whole) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var message = 0; message < 2 * messages; message++)
        {
            _bench.Modern.Spans.Clear();
            var began = TimeProvider.System.GetTimestamp();
            var answer = await _bench.SayAsync(_owner, $"{_order} remark-{_said++}");
            var took = TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
            answer.Steps().ShouldAllBe(step => step == $"{intent} succeeded modern");
            var steps = Gaps([.. _bench.Modern.Spans], isRead ? 1 : 2);
            steps.Count.ShouldBe(Steps - 1);
            _bench.Modern.Spans.Clear();
            await CallAsync(isRead);
            if (message >= messages)
            {
                above.AddRange(steps);
                direct.AddRange(Gaps([.. _bench.Modern.Spans], 1));
                commit.Add(await CommitAsync());
                whole.Add(took);
            }
        }

        above.Sort();
        direct.Sort();
        commit.Sort();
        whole.Sort();
        return new StepTimes(above, direct, commit, whole);
    }

    public async ValueTask DisposeAsync()
    {
        _bare.Dispose();
        await _page.DisposeAsync();
        _folder.Dispose();
        await _bench.DisposeAsync();
    }

    /// <summary>What lies between the backend's spans, added up for each step after the first.</summary>
    private static List<double> Gaps((long Taken, long Answered)[] spans, int callsOfStep)
    {
        var gaps = spans.Zip(spans.Skip(1), (before, after) => TimeProvider.System.GetElapsedTime(before.Answered, after.Taken).TotalMilliseconds).ToArray();
        return [.. gaps.Skip(callsOfStep - 1).Chunk(callsOfStep).Where(chunk => chunk.Length == callsOfStep).Select(chunk => chunk.Sum())];
    }

    private async Task<double> CommitAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        await _page.WriteAsync(new byte[8192]);
        await Task.Run(() => _page.Flush(flushToDisk: true));
        return TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
    }

    private async Task CallAsync(bool isRead)
    {
        for (var call = 0; call < Steps; call++)
        {
            using var request = new HttpRequestMessage(isRead ? HttpMethod.Get : HttpMethod.Post, new Uri(_bench.Modern.Address, isRead ? $"/orders/{Uri.EscapeDataString(_order)}" : $"/orders/{Uri.EscapeDataString(_order)}/note"));
            request.Content = isRead ? null : new StringContent("""{"text":"bare"}""", Encoding.UTF8, "application/json");
            using var response = await _bare.SendAsync(request, CancellationToken.None);
            response.IsSuccessStatusCode.ShouldBeTrue();
            await response.Content.ReadAsByteArrayAsync();
        }
    }

    private JsonObject Step(bool isRead, int number, string words)
    {
        var step = isRead
            ? RetailAttack.Step($"s{number}", "orders.get", ("orderId", RetailAttack.Lit(_order)))
            : RetailAttack.Step($"s{number}", "orders.note", ("orderId", RetailAttack.Lit(_order)), ("text", RetailAttack.Lit(words)));
        step["after"] = number == 1 ? [] : new JsonArray($"s{number - 1}");
        return step;
    }
}
