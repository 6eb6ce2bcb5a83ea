using System.Diagnostics;
using System.Text.Json;

namespace Banyan.UsageBench.Asking;

/// <summary>Asks each kind again and again, one ask after another.</summary>
internal sealed class Asker(Node node, Options options, DateTimeOffset now)
{
    private const int Seed = 7, PageSize = 200, Readers = 4;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private const string Export =
        "query($filter: UsageFilter, $after: String) { usageLog(filter: $filter, first: 200, after: $after) { nodes { id requestId attempt at service userId feature team provider model outcome usage { promptTokens completionTokens totalTokens cachedReadTokens cacheWriteTokens reasoningTokens audioTokens } cost savedCost source priceId failure latencyMs ttftMs } pageInfo { hasNextPage endCursor } } }";

    private const string Told = "mutation($entries: [ReportedUsageInput!]!) { reportUsage(entries: $entries) }";
    private int _told;

    /// <summary>Times of one kind, the first as the node met it.</summary>
    public async Task<Timed> TimeAsync(Kind kind)
    {
        var (draw, times, failed) = (new Draw(Seed, now), new List<double>(), 0);
        var started = Stopwatch.GetTimestamp();
        while (times.Count + failed < options.Asks && Stopwatch.GetElapsedTime(started) < Longest)
        {
            try
            {
                times.Add((await node.AskAsync(kind.Document, kind.Variables(draw), kind.IsForUser ? draw.User() : null)).Took.TotalMilliseconds);
            }
            catch (InvalidOperationException refused)
            {
                if (failed++ == 0)
                {
                    await Console.Error.WriteLineAsync($"{kind.Name}: {refused.Message}");
                }
            }
        }

        return new Timed(kind.Name, times, failed);
    }

    /// <summary>Reads a whole day page by page, as <c>banyan usage export</c> does.</summary>
    public async Task<(Timed Pages, int Rows, TimeSpan Took)> ExportAsync()
    {
        var (filter, times, rows) = (new { range = new Draw(Seed, now).Day() }, new List<double>(), 0);
        var (after, started) = ((string?)null, Stopwatch.GetTimestamp());
        do
        {
            var (data, took) = await node.AskAsync(Export, new { filter, after });
            times.Add(took.TotalMilliseconds);
            var log = data.GetProperty("usageLog");
            rows += log.GetProperty("nodes").GetArrayLength();
            after = log.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? log.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);

        return (new Timed($"export of a day, a page of {PageSize}", times, 0), rows, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Calls told of afterwards, each a write into ledger and rollups: with nothing else, and while others read reports of ninety days.</summary>
    public async Task<(Timed Alone, Timed Beside)> WritesAsync(Kind report)
    {
        var alone = await ToldAsync("a write, nothing read meanwhile");
        using var enough = new CancellationTokenSource();
        var readers = Enumerable.Range(0, Readers).Select(number => ReadAsync(report, number, enough.Token)).ToList();
        var beside = await ToldAsync($"a write, {Readers} readers at \"{report.Name}\" meanwhile");
        await enough.CancelAsync();
        await Task.WhenAll(readers);
        return (alone, beside);
    }

    private async Task ReadAsync(Kind report, int seed, CancellationToken enough)
    {
        var draw = new Draw(seed, now);
        while (!enough.IsCancellationRequested)
        {
            try
            {
                await node.AskAsync(report.Document, report.Variables(draw));
            }
            catch (InvalidOperationException)
            {
                // Refused for taking too long: told where the kind itself is timed.
            }
        }
    }

    private async Task<Timed> ToldAsync(string name)
    {
        var (times, started) = (new List<double>(), Stopwatch.GetTimestamp());
        while (times.Count < options.Asks && Stopwatch.GetElapsedTime(started) < Longest)
        {
            object[] entries = [new { at = now, service = "told", model = "lab/local", usage = JsonElement.Parse("""{"prompt_tokens":10,"completion_tokens":5}"""), idempotencyKey = $"{now.Ticks}-{_told++}" }];
            times.Add((await node.AskAsync(Told, new { entries })).Took.TotalMilliseconds);
        }

        return new Timed(name, times, 0);
    }
}
