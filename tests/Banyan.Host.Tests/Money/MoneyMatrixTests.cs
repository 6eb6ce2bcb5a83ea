using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Banyan.Wire;

namespace Banyan.Host.Tests.Money;

/// <summary>Every door x upstream x whole and streamed x outcome: the rows in the database equal the provider's invoice, or the documented estimate.</summary>
public sealed class MoneyMatrixTests
{
    public static TheoryData<char> Upstreams => new(WireTalk.All.Select(talk => talk.Letter));

    [Theory]
    [MemberData(nameof(Upstreams))]
    public async Task A_complete_answer_costs_what_the_provider_reported(char letter)
    {
        var upstream = WireTalk.Of(letter);
        await using var bench = await MoneyBench.StartAsync(upstream, request => MoneyBench.Good(upstream, request));
        await ReadAllAsync(bench, "both");
        await ExpectAsync(bench, _ => [Reported(32_000)]);
    }

    [Theory]
    [MemberData(nameof(Upstreams))]
    public async Task A_refused_try_costs_nothing_and_the_failover_costs_its_own_price(char letter)
    {
        var upstream = WireTalk.Of(letter);
        await using var bench = await MoneyBench.StartAsync(upstream, _ => WallScript.Json(upstream.ErrorBody("down"), 503));
        await ReadAllAsync(bench, "both");
        await ExpectAsync(bench, _ => [Nothing(), Reported(57_000)]);
    }

    [Theory]
    [MemberData(nameof(Upstreams))]
    public async Task A_retried_ask_has_a_row_for_each_try(char letter)
    {
        var upstream = WireTalk.Of(letter);
        var seen = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        await using var bench = await MoneyBench.StartAsync(upstream, request =>
            seen.TryAdd(CaseIn(request), true) ? WallScript.Json(upstream.ErrorBody("hiccup"), 500) : MoneyBench.Good(upstream, request));
        await ReadAllAsync(bench, "first/up");
        await ExpectAsync(bench, _ => [Nothing(), Reported(32_000)]);
    }

    [Theory]
    [MemberData(nameof(Upstreams))]
    public async Task A_failed_ask_costs_nothing(char letter)
    {
        var upstream = WireTalk.Of(letter);
        await using var bench = await MoneyBench.StartAsync(upstream, _ => WallScript.Json(upstream.ErrorBody("down"), 500));
        await ReadAllAsync(bench, "first/up");
        await ExpectAsync(bench, _ => [Nothing(), Nothing()]);
    }

    [Theory]
    [MemberData(nameof(Upstreams))]
    public async Task A_cut_answer_costs_the_estimate_over_what_was_sent_and_received_and_is_marked(char letter)
    {
        var upstream = WireTalk.Of(letter);
        await using var bench = await MoneyBench.StartAsync(upstream, request => MoneyBench.Streams(upstream, request)
            ? Begun(upstream).Close()
            : new WallScript().Head(200, ("content-type", "application/json"), ("content-length", "5000")).Raw("{"u8.ToArray()).Close());
        await ReadAllAsync(bench, "first/up");
        await ExpectAsync(bench, one => one.Streams
            ? [Estimated(Outcome.Truncated, upstream, one, MoneyBench.Partial.Length)]
            : [Estimated(Outcome.Failed, upstream, one, 0), Estimated(Outcome.Failed, upstream, one, 0)]);
    }

    [Theory]
    [MemberData(nameof(Upstreams))]
    public async Task A_cancelled_ask_costs_the_estimate_over_what_was_sent_and_received_and_is_marked(char letter)
    {
        var upstream = WireTalk.Of(letter);
        var arrived = new ConcurrentDictionary<string, TaskCompletionSource>(StringComparer.Ordinal);
        TaskCompletionSource Arrival(string name) => arrived.GetOrAdd(name, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var bench = await MoneyBench.StartAsync(upstream, request =>
        {
            Arrival(CaseIn(request)).TrySetResult();
            return MoneyBench.Streams(upstream, request) ? Begun(upstream).Silence() : new WallScript().Silence();
        });
        foreach (var one in MoneyCase.All)
        {
            await LeaveAsync(bench, one, Arrival(one.Name).Task);
        }

        await ExpectAsync(bench, one => [Estimated(Outcome.Cancelled, upstream, one, one.Streams ? MoneyBench.Partial.Length : 0)]);
    }

    private static async Task LeaveAsync(MoneyBench bench, MoneyCase one, Task arrived)
    {
        using var leaving = new CancellationTokenSource();
        using var request = MoneyBench.Request(one, "first/up");
        var asking = bench.App.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving.Token);
        if (one.Streams)
        {
            using var response = await asking;
            await using var stream = await response.Content.ReadAsStreamAsync(leaving.Token);
            await ReadUntilAsync(stream, MoneyBench.Partial);
        }
        else
        {
            await arrived;
            await leaving.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(async () => await asking);
        }

        await bench.Ended.OfAsync(one.Name);
    }

    private static async Task ReadUntilAsync(Stream stream, string text)
    {
        var read = new System.Text.StringBuilder();
        var buffer = new byte[4096];
        while (!read.ToString().Contains(text, StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer);
            count.ShouldBeGreaterThan(0, $"the stream ended before '{text}': {read}");
            read.Append(System.Text.Encoding.UTF8.GetString(buffer, 0, count));
        }
    }

    private static async Task ReadAllAsync(MoneyBench bench, string model)
    {
        foreach (var one in MoneyCase.All)
        {
            using var request = MoneyBench.Request(one, model);
            using var response = await bench.App.Http.SendAsync(request);
            await response.Content.ReadAsByteArrayAsync();
        }
    }

    /// <summary>Stops the service and compares the rows of every cell; the database must agree with the records to the nano-dollar.</summary>
    private static async Task ExpectAsync(MoneyBench bench, Func<MoneyCase, Expected[]> expected)
    {
        var records = new List<(MoneyCase Case, ExchangeRecord Record)>();
        foreach (var one in MoneyCase.All)
        {
            records.Add((one, await bench.Ended.OfAsync(one.Name)));
        }

        await bench.App.StopAsync();
        foreach (var (one, record) in records)
        {
            var rows = await bench.RowsAsync(record);
            rows.Select(row => new Expected(row.Outcome, row.Usage.Prompt, row.Usage.Completion, row.CostNanoUsd, row.IsEstimated)).ShouldBe(expected(one), one.Name);
            rows.ShouldAllBe(row => row.Door.Length > 0 && row.UserId == one.Name && row.RequestId == record.Exchange.Id.Value);
            rows.Sum(row => row.CostNanoUsd ?? 0).ShouldBe(record.Exchange.Attempts.Sum(attempt => attempt.Charge!.CostNanoUsd ?? 0));
        }
    }

    private static WallScript Begun(WireTalk upstream)
    {
        var script = WallScript.Stream(upstream.StreamType);
        foreach (var happened in upstream.Stream([MoneyBench.Partial, "never sent"], MoneyBench.Input, MoneyBench.Output).Take(upstream.Preamble + 1))
        {
            script.Chunk(happened);
        }

        return script;
    }

    private static string CaseIn(WallRequest request) => MoneyCase.All.First(one => request.Text.Contains($"Hello from {one.Name}", StringComparison.Ordinal)).Name;

    private static Expected Reported(long cost) => new(Outcome.Succeeded, MoneyBench.Input, MoneyBench.Output, cost, false);

    private static Expected Nothing() => new(Outcome.Failed, 0, 0, 0, false);

    /// <summary>Anthropic and Gemini tell the input at the start of a stream; what they told is exact, what they did not is estimated.</summary>
    private static Expected Estimated(Outcome outcome, WireTalk upstream, MoneyCase one, int receivedBytes)
    {
        var told = receivedBytes > 0 && upstream.Letter is 'A' or 'G';
        var input = told ? MoneyBench.Input : one.EstimatedInput("first/up");
        var output = Estimator.OutputTokens(receivedBytes);
        return new Expected(outcome, input, output, (input * 1_000) + (output * 3_000), true);
    }

    /// <summary>What a row must say.</summary>
    private sealed record Expected(Outcome Outcome, long Prompt, long Completion, long? CostNanoUsd, bool IsEstimated);
}
