using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>How full the fullest budget of each scope and period is, looked at every ten seconds: no tenant and nobody's name is told. While the counters are away, what was seen last is.</summary>
internal sealed class BudgetGauge(IBudgets budgets, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private IReadOnlyList<KeyValuePair<LabelSet, double>> _ratios = [];

    /// <summary>By scope and period, the share of its limit that is spent or held.</summary>
    public IReadOnlyList<KeyValuePair<LabelSet, double>> Ratios => Volatile.Read(ref _ratios);

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var views = await budgets.InForceAsync(cancellationToken);
            Volatile.Write(
                ref _ratios,
                [
                    .. views.Where(view => view.EffectiveLimitNanoUsd > 0).GroupBy(view => (view.Rule.Scope, view.Rule.Period)).OrderBy(group => group.Key)
                        .Select(group => KeyValuePair.Create(new LabelSet(Word(group.Key.Scope), Word(group.Key.Period)), group.Max(Ratio))),
                ]);
        }
        catch (StoreAwayException)
        {
            // Told by the parts that ask the store on the road of an ask.
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await LookAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static double Ratio(BudgetView view) => (view.SpentNanoUsd + view.ReservedNanoUsd) / (double)view.EffectiveLimitNanoUsd;

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
