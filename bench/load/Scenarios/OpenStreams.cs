using System.Globalization;
using Banyan.Load.Contenders;
using Banyan.Load.Driving;
using Banyan.Load.Upstream;

namespace Banyan.Load.Scenarios;

/// <summary>What an open stream that waits for its next chunk costs in memory.</summary>
internal static class OpenStreams
{
    private const int AtOnce = 64;
    private const int SocketsKept = 500;
    private const int HeadBytes = 4 * 1024;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>Opens the streams and reads the process's memory before and with them.</summary>
    public static async Task<(int Opened, long Before, long With)> RunAsync(Options options, string folder)
    {
        await using var upstream = await MockProvider.StartAsync();
        using var banyan = await Starting.BanyanAsync(upstream.Port, folder, options);
        await banyan.ReadyAsync();
        await Driver.ClosedAsync(banyan.Port, banyan.Ask(Mode.Burst, 300), 16, options.Time);
        await Task.Delay(Rest);
        var before = banyan.Process!.Resident();
        var connections = new List<Connection>();
        var opened = await OpenAsync(banyan, connections, Math.Min(options.Streams, (MostFiles() - SocketsKept) / 2));
        await Task.Delay(Rest);
        var with = banyan.Process.Resident();
        var held = Math.Min(opened, upstream.Held);
        upstream.Release();
        connections.ForEach(one => one.Dispose());
        return (held, before, with);
    }

    private static async Task<int> OpenAsync(Contender banyan, List<Connection> connections, int streams)
    {
        var ask = banyan.Ask(Mode.Held, 300);
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var opened = 0;
        for (var at = 0; at < streams; at += AtOnce)
        {
            var batch = Enumerable.Range(0, Math.Min(AtOnce, streams - at)).Select(_ => new Connection(banyan.Port, HeadBytes)).ToArray();
            connections.AddRange(batch);
            var answers = await Task.WhenAll(batch.Select(one => one.OpenAsync(ask, bound.Token).AsTask()));
            opened += answers.Count(isOpen => isOpen);
        }

        return opened;
    }

    private static int MostFiles()
    {
        var line = File.ReadLines("/proc/self/limits").First(one => one.StartsWith("Max open files", StringComparison.Ordinal));
        return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4], CultureInfo.InvariantCulture);
    }
}
