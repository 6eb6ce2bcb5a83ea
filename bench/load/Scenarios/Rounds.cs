using Banyan.Load.Contenders;
using Banyan.Load.Driving;

namespace Banyan.Load.Scenarios;

/// <summary>Measures contenders in turn, round after round; the first round is longer, warms up past the tiers of the compiler, and is thrown away.</summary>
internal static class Rounds
{
    private const int MostSettleSteps = 20;
    private const int WarmUpFactor = 3;
    private const int FewestWarmUps = 3;
    private const int MostWarmUps = 16;
    private const int IdlePasses = 2;
    private const double StillFalling = 0.97;
    private static readonly TimeSpan SettleStep = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(10);

    public static async Task<IReadOnlyList<Measured>> RunAsync(Work work, Field field, Options options)
    {
        var results = new List<Measured>();
        for (var round = 0; round <= options.Rounds; round++)
        {
            foreach (var contender in field.All.Where(one => Takes(one, work)))
            {
                var measured = await MeasureAsync(work, contender, round == 0 ? options.Time * WarmUpFactor : options.Time);
                if (round > 0)
                {
                    results.Add(measured);
                }
            }
        }

        return results;
    }

    /// <summary>Runs every kind of ask through contenders that compile as they go, until an answer stops getting cheaper: on a core that others use too, no number of seconds is sure to be enough.</summary>
    public static async Task WarmUpAsync(Field field, Options options)
    {
        foreach (var contender in field.All.Where(one => one.Name is not ("direct" or "nginx")))
        {
            var wanted = Work.Cpu.Where(one => options.Wants(one.Name)).DefaultIfEmpty(Work.Cpu[0]);
            foreach (var work in wanted.Where(one => Takes(contender, one)))
            {
                await WarmUpAsync(contender, work, options.Warm);
            }
        }
    }

    private static async Task WarmUpAsync(Contender contender, Work work, TimeSpan time)
    {
        var (cheapest, idlePasses) = (double.MaxValue, 0);
        for (var pass = 0; pass < MostWarmUps && (pass < FewestWarmUps || idlePasses < IdlePasses); pass++)
        {
            var before = contender.Process!.Cpu();
            var sample = await Driver.ClosedAsync(contender.Port, contender.Ask(work.Mode, work.BodyBytes), work.Connections, time);
            var price = (contender.Process.Cpu() - before).TotalMicroseconds / Math.Max(1, sample.Count);
            idlePasses = price < cheapest * StillFalling ? 0 : idlePasses + 1;
            cheapest = Math.Min(cheapest, price);
        }
    }

    private static bool Takes(Contender contender, Work work) =>
        (contender.MostBodyBytes ?? int.MaxValue) >= work.BodyBytes && (contender.Process is not null || !work.IsCpu);

    private static async Task<Measured> MeasureAsync(Work work, Contender contender, TimeSpan time)
    {
        var ask = contender.Ask(work.Mode, work.BodyBytes);
        var before = contender.Process?.Cpu() ?? default;
        var sample = work.Connections > 0
            ? await Driver.ClosedAsync(contender.Port, ask, work.Connections, time)
            : await Driver.OpenAsync(contender.Port, ask, work.PerSecond, time);
        if (contender.Process is not { } process)
        {
            return new(work, contender.Name, sample, double.NaN);
        }

        await SettleAsync(process);
        return new(work, contender.Name, sample, (process.Cpu() - before).TotalMicroseconds / Math.Max(1, sample.Count));
    }

    /// <summary>What a contender puts off until after the answer is part of the price: waits until it has done it.</summary>
    private static async Task SettleAsync(Child process)
    {
        var before = process.Cpu();
        for (var i = 0; i < MostSettleSteps; i++)
        {
            await Task.Delay(SettleStep);
            var now = process.Cpu();
            if (now - before <= Quiet)
            {
                return;
            }

            before = now;
        }
    }
}
