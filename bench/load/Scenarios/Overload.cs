using System.Diagnostics;
using Banyan.Load.Contenders;
using Banyan.Load.Driving;
using Banyan.Load.Upstream;

namespace Banyan.Load.Scenarios;

/// <summary>What a node with its default bounds still answers when it is asked for several times what it can do.</summary>
internal static class Overload
{
    private const int BodyBytes = 300;
    private const int WarmConnections = 64, PriceConnections = 16;
    private const int WarmPasses = 8;

    // The load and the mock upstream have one core together: beside two that spin, the node has a third of the other, and is what is overloaded.
    private const int Spinning = 2;

    // Until whoever started it is gone.
    private const string Spin = "while kill -0 $PPID; do i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; done";

    // From well below what a closed loop got, since that is no peak either.
    private const double First = 0.5, Growth = 1.3, Follows = 0.9;
    private const int MostSteps = 14, MostMisses = 2;
    private static readonly int[] Times = [1, 2, 5];
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // At either end of an offering things begin or run out.
    private static readonly TimeSpan Aside = TimeSpan.FromSeconds(1);

    /// <summary>Finds the peak by offering more and more by the clock, then offers multiples of it.</summary>
    public static async Task<Overloaded> RunAsync(OverloadAsk kind, Options options, string folder)
    {
        await using var upstream = await MockProvider.StartAsync();
        var refusal = await RefusalPriceAsync(upstream, options, Directory.CreateDirectory(Path.Combine(folder, "full")).FullName);
        var nginx = await NginxPriceAsync(options, folder);
        using var banyan = await Starting.BanyanAsync(upstream.Port, folder, options);
        await banyan.ReadyAsync();
        var ask = banyan.Ask(kind.Mode, BodyBytes);
        await Driver.ClosedAsync(banyan.Port, ask, WarmConnections, options.Warm * WarmPasses);
        var spinning = Enumerable.Range(0, Spinning).Select(_ => Child.Start(folder, null, new Dictionary<string, string>(StringComparer.Ordinal), "sh", "-c", Spin)).ToArray();
        try
        {
            return new(kind, refusal, nginx, await OfferAsync(kind, banyan, ask, options.Time > kind.Step * 2 ? options.Time : kind.Step * 2));
        }
        finally
        {
            foreach (var one in spinning)
            {
                one.Dispose();
            }
        }
    }

    private static async Task<IReadOnlyList<Offered>> OfferAsync(OverloadAsk kind, Contender banyan, byte[] ask, TimeSpan time)
    {
        var results = new List<Offered>();
        using var offering = new Offering(banyan.Port, ask, kind.BufferBytes);
        var closed = (await Driver.ClosedAsync(banyan.Port, ask, WarmConnections, kind.Step)).PerSecond;

        // A flood that counts for nothing: refusing is compiled, and callers have their connections.
        await offering.RunAsync(Times[^1] * closed, kind.Step);
        var rate = First * closed;
        for (var (step, misses) = (0, 0); step < MostSteps && misses < MostMisses; step++)
        {
            results.Add(await MeasureAsync($"{rate:0}/s", kind, banyan, offering, rate, kind.Step));
            misses += results[^1].AnswersPerSecond < Follows * rate ? 1 : 0;
            rate *= Growth;
        }

        var peak = results.Max(one => one.AnswersPerSecond);
        foreach (var times in Times)
        {
            results.Add(await MeasureAsync($"{times} x the peak", kind, banyan, offering, peak * times, time));
        }

        return results;
    }

    private static async Task<Offered> MeasureAsync(string title, OverloadAsk kind, Contender banyan, Offering offering, double rate, TimeSpan time)
    {
        await Task.Delay(Pause);
        await Console.Error.WriteLineAsync($"{kind.Name}: {title} ...");
        var (started, before, ownBefore) = (Stopwatch.GetTimestamp(), banyan.Process!.Cpu(), Environment.CpuUsage.TotalTime);
        var running = offering.RunAsync(rate, time);
        await Task.WhenAny(running, Task.Delay(time));
        var took = Stopwatch.GetElapsedTime(started);
        var (share, own, room) = ((banyan.Process.Cpu() - before) / took, (Environment.CpuUsage.TotalTime - ownBefore) / took, await banyan.GaugeAsync("banyan_requests_room"));
        var ends = await running;
        var (from, to) = (started + Ticks(Aside), started + Ticks(time - Aside));
        var all = ends.Where(one => one.At >= from && one.At < to).ToArray();
        var answers = all.Where(one => one.Reply.IsWhole && one.Reply.Total <= Ticks(kind.Patience)).Select(one => one.Reply.Total).Order().ToArray();
        var refusals = all.Where(one => one.Reply.IsRefused).Select(one => one.Reply.Total).Order().ToArray();
        var seconds = (time - Aside - Aside).TotalSeconds;
        return new(title)
        {
            AsksPerSecond = all.Length / seconds,
            AnswersPerSecond = answers.Length / seconds,
            RefusedPerSecond = refusals.Length / seconds,
            AnswerMiddle = At(answers, 0.5),
            AnswerLate = At(answers, 0.99),
            RefusalMiddle = At(refusals, 0.5),
            RefusalLate = At(refusals, 0.99),
            Lost = all.Length - answers.Length - refusals.Length,
            CpuShare = share,
            LoadShare = own,
            Room = room,
        };
    }

    /// <summary>Processor time of a refusal, in microseconds: of a node that has room for one, which is taken.</summary>
    private static async Task<double> RefusalPriceAsync(MockProvider upstream, Options options, string folder)
    {
        using var full = await Starting.BanyanAsync(upstream.Port, folder, options, mostAtOnce: 1);
        await full.ReadyAsync();
        using var held = new Connection(full.Port);
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await held.OpenAsync(full.Ask(Mode.Held, BodyBytes), bound.Token);
        return await RefusalPriceAsync(full, options);
    }

    private static async Task<double> NginxPriceAsync(Options options, string folder)
    {
        using var nginx = Starting.RefusingNginx(folder);
        await Task.Delay(Pause);
        return await RefusalPriceAsync(nginx, options);
    }

    private static async Task<double> RefusalPriceAsync(Contender full, Options options)
    {
        var ask = full.Ask(Mode.Whole, BodyBytes);
        await Driver.ClosedAsync(full.Port, ask, PriceConnections, options.Warm * 2);
        var before = full.Process!.Cpu();
        var sample = await Driver.ClosedAsync(full.Port, ask, PriceConnections, options.Time);
        return (full.Process.Cpu() - before).TotalMicroseconds / Math.Max(1, sample.Refused);
    }

    private static double At(long[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : Stopwatch.GetElapsedTime(0, sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))]).TotalMilliseconds;

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
