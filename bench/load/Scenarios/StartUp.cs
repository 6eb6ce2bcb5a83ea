using System.Diagnostics;
using Banyan.Load.Contenders;
using Banyan.Load.Upstream;

namespace Banyan.Load.Scenarios;

/// <summary>Time from starting the process to its first answer, with a database to make and with one that is there; and memory when idle.</summary>
internal static class StartUp
{
    private static readonly TimeSpan IdleAfter = TimeSpan.FromSeconds(3);

    public static async Task<(double[] First, double[] Later, long IdleBytes)> RunAsync(Options options, string folder)
    {
        await using var upstream = await MockProvider.StartAsync();
        var (first, later) = (new List<double>(), new List<double>());
        var idle = new List<long>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var own = Directory.CreateDirectory(Path.Combine(folder, $"start{round}")).FullName;
            first.Add(await OnceAsync(upstream, own, options, idle));
            later.Add(await OnceAsync(upstream, own, options, idle));
        }

        return ([.. first], [.. later], idle.Order().ElementAt(idle.Count / 2));
    }

    private static async Task<double> OnceAsync(MockProvider upstream, string folder, Options options, List<long> idle)
    {
        var started = Stopwatch.GetTimestamp();
        using var banyan = Starting.BanyanAtOnce(upstream.Port, folder, options);
        await banyan.ReadyAsync();
        var took = Stopwatch.GetElapsedTime(started);
        await Task.Delay(IdleAfter);
        idle.Add(banyan.Process!.Resident());
        return took.TotalMilliseconds;
    }
}
