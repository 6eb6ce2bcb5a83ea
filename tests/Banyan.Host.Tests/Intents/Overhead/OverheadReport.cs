using System.Globalization;
using Banyan.TestKit;

namespace Banyan.Host.Tests.Intents.Overhead;

/// <summary>Prints what the orchestrator adds to a step; what <c>bench/intents/run</c> runs.</summary>
public static class OverheadReport
{
    /// <summary><c>--rounds N</c> (default 5), <c>--messages N</c> a round and kind (default 60), <c>sqlite</c> or <c>postgres</c> for one database only.</summary>
    public static async Task RunAsync(string[] args, Action<string> write)
    {
        var rounds = Number(args, "--rounds", 5);
        var messages = Number(args, "--messages", 60);
        write("| database | step | round | added p50 ms | added p95 ms | added p99 ms | bare call p50 ms | bare commit p50, p95 ms | message p50 ms | load average |");
        write("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var database in new[] { "sqlite", "postgres" }.Where(one => !args.Contains(one == "sqlite" ? "postgres" : "sqlite", StringComparer.Ordinal)))
        {
            await using var server = database == "postgres" ? await PostgresServer.StartAsync(durable: true) : null;
            await using var measure = await OverheadMeasure.StartAsync(server is null ? "" : await server.CreateDatabaseAsync());
            var all = new Dictionary<string, List<StepTimes>>(StringComparer.Ordinal);
            foreach (var intent in Enumerable.Repeat(new[] { "orders.get", "orders.note" }, rounds).SelectMany(both => both))
            {
                var seen = await measure.RunAsync(intent, messages);
                var kept = all.TryGetValue(intent, out var there) ? there : all[intent] = [];
                kept.Add(seen);
                Line(write, $"| {database} | {Words(intent)} | {kept.Count} | {seen.Added(50):0.00} | {seen.Added(95):0.00} | {seen.Added(99):0.00} | {StepTimes.At(seen.Direct, 50):0.00} | {StepTimes.At(seen.Commit, 50):0.00}, {StepTimes.At(seen.Commit, 95):0.00} | {StepTimes.At(seen.Message, 50):0.0} | {Load()} |");
            }

            foreach (var (intent, kept) in all)
            {
                Line(write, $"| {database} | {Words(intent)} | median | {Middle(kept, 50):0.00} | {Middle(kept, 95):0.00} | {Middle(kept, 99):0.00} | | | | |");
            }
        }
    }

    private static string Words(string intent) => intent == "orders.get" ? "read" : "write, owner proved";

    private static double Middle(List<StepTimes> rounds, int percent) => StepTimes.At([.. rounds.Select(one => one.Added(percent)).Order()], 50);

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static void Line(Action<string> write, FormattableString text) => write(text.ToString(CultureInfo.InvariantCulture));

    private static int Number(string[] args, string name, int otherwise) =>
        args.SkipWhile(arg => arg != name).Skip(1).Select(arg => int.Parse(arg, CultureInfo.InvariantCulture)).FirstOrDefault(otherwise);
}
