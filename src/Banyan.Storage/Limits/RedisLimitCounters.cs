using System.Globalization;
using System.Reflection;
using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;
using Banyan.Storage.Redis;

namespace Banyan.Storage.Limits;

/// <summary>Buckets in Redis: one script a decision, by the server's clock.</summary>
/// <param name="redis">The Redis.</param>
/// <param name="node">This node.</param>
/// <param name="settings">How it is asked.</param>
internal sealed class RedisLimitCounters(RedisClient redis, NodeName node, CounterSettings settings) : ILimitCounters
{
    private const string Prefix = "banyan:limit:";
    private static readonly RedisScript Take = Script("take"), Beat = Script("beat");
    private static readonly string Life = Text(ILimitCounters.NodeLife.TotalMicroseconds);

    /// <inheritdoc />
    public string Name => "Redis";

    /// <inheritdoc />
    public TimeSpan Patience => settings.RedisPatience;

    /// <inheritdoc />
    public async ValueTask<bool> TakeAsync(CounterLine[] lines, CancellationToken cancellationToken)
    {
        var keys = new List<string>(lines.Length + 1) { Prefix + "epoch" };
        var values = new List<string>(4 + (lines.Length * 8)) { node.Text, Life, Now(), Text(CounterOrder.NewEpoch()) };
        foreach (var line in lines)
        {
            keys.Add(Prefix + line.Key);
            values.AddRange(
            [
                Text(line.Limit), Flag(line.Key.Unit == LimitUnit.Concurrent), Flag(line.IsShadow), Text(line.Need), Text(line.Extra), Text(line.Booked), Text(line.Floor), Text(line.Epoch),
            ]);
        }

        if ((await redis.RunAsync(Take, keys, values)).Items is not { } answer || answer.Count != 1 + (lines.Length * 3))
        {
            throw new StoreAwayException("Redis answered a script with something else.");
        }

        var epoch = long.Parse(answer[0].Text!, CultureInfo.InvariantCulture);
        for (var i = 0; i < lines.Length; i++)
        {
            ref var line = ref lines[i];
            line.Granted = long.Parse(answer[1 + (i * 3)].Text!, CultureInfo.InvariantCulture);
            line.Level = double.Parse(answer[2 + (i * 3)].Text!, CultureInfo.InvariantCulture);
            line.IsShort = answer[3 + (i * 3)].Text == "1";
            line.Epoch = epoch;
        }

        return CounterOrder.IsTaken(lines);
    }

    /// <inheritdoc />
    public async ValueTask<int> BeatAsync(IReadOnlyList<CounterLine> held, CancellationToken cancellationToken)
    {
        string[] keys = [Prefix + "nodes", .. held.Select(line => Prefix + line.Key)];
        string[] values = [node.Text, Life, Now(), .. held.SelectMany(line => new[] { Text(line.Floor), Text(line.Need) })];
        return int.Parse((await redis.RunAsync(Beat, keys, values)).Text!, CultureInfo.InvariantCulture);
    }

    private static RedisScript Script(string name)
    {
        using var text = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"Banyan.Storage.Limits.{name}.lua")!);
        return new RedisScript(text.ReadToEnd());
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Flag(bool value) => value ? "1" : "0";

    private string Now() => settings.Clock is { } clock ? Text((clock.GetUtcNow() - CounterOrder.Start).TotalMicroseconds) : "";
}
