using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>A price row as plain numbers in 10⁻⁹ USD a token, for expecting a cost; charges are reckoned exactly elsewhere.</summary>
internal sealed class CostFigures
{
    private const double NanoUsdPerTokenAtOneUsd = 1_000;
    private readonly (long Above, double Input, double Cached, double Output)[] _tiers;
    private readonly double _perRequest;
    private readonly long _from;

    private CostFigures(PriceRow row)
    {
        _from = row.ValidFrom.UtcTicks;
        _perRequest = (double)row.PerRequestUsd * 1e9;
        var plain = Of(row.PerMillion, row.PerMillion, -1);
        _tiers = row.IsFree ? [(-1, 0, 0, 0)] : [plain, .. row.Tiers.Select(tier => Of(tier.PerMillion, row.PerMillion, tier.AboveTokens))];
    }

    /// <summary>The figures of every row of a model, as its rows stand.</summary>
    public static CostFigures[] Of(ModelEntry model) => [.. model.Prices.Select(row => new CostFigures(row))];

    /// <summary>Whether there is a price at an instant, in ticks of UTC.</summary>
    public static bool Has(CostFigures[] rows, long at) => rows.Length > 0 && rows[0]._from <= at;

    /// <summary>What an ask is expected to cost; no number where there is no price when it arrived.</summary>
    public static double Expect(CostFigures[] rows, in Expectation ask, double cachedShare)
    {
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            if (rows[i]._from <= ask.At)
            {
                return rows[i].Expect(ask.Input, ask.Output, cachedShare);
            }
        }

        return double.NaN;
    }

    private double Expect(double input, double output, double cachedShare)
    {
        ref readonly var tier = ref _tiers[0];
        for (var i = _tiers.Length - 1; i > 0; i--)
        {
            if (input > _tiers[i].Above)
            {
                tier = ref _tiers[i];
                break;
            }
        }

        return (input * (1 - cachedShare) * tier.Input) + (input * cachedShare * tier.Cached) + (output * tier.Output) + _perRequest;
    }

    private static (long Above, double Input, double Cached, double Output) Of(TokenPrices prices, TokenPrices under, long above)
    {
        var input = prices.Input ?? under.Input ?? 0;
        return (above, Nano(input), Nano(prices.CachedInput ?? under.CachedInput ?? input), Nano(prices.Output ?? under.Output ?? 0));
    }

    private static double Nano(decimal usdPerMillion) => (double)usdPerMillion * NanoUsdPerTokenAtOneUsd;
}
