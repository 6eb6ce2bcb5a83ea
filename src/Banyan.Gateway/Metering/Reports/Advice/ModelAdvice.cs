using System.Globalization;
using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Metering.Reports.Advice;

/// <summary>Finds models that can do what another did, at least as well by the catalogue, for a tenth less or better.</summary>
internal sealed class ModelAdvice(ICatalog catalog, TimeProvider time)
{
    private const decimal WorthIt = 0.9m;
    private const string Mock = "mock";
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>At most one for each model: the cheapest.</summary>
    /// <param name="used">What models cost in a window.</param>
    /// <param name="window">How long it was.</param>
    public IEnumerable<CostRecommendation> Of(IEnumerable<UsageSum> used, TimeSpan window)
    {
        var (now, all) = (time.GetUtcNow(), catalog.Current.Models);
        foreach (var sum in used.Where(one => one.Totals.CostNanoUsd > 0))
        {
            if (all.TryGetValue(sum.Key, out var model) && Reckon(model, sum.Totals, now) is > 0 and var today)
            {
                var best = all.Values.Where(other => CanReplace(other, model)).Select(other => (Model: other, Cost: Reckon(other, sum.Totals, now)))
                    .Where(other => other.Cost <= today * WorthIt).OrderBy(other => other.Cost).ThenByDescending(other => other.Model.Quality).ThenBy(other => other.Model.Id, StringComparer.Ordinal).FirstOrDefault();
                if (best is { Model: { } cheaper, Cost: { } cost })
                {
                    yield return Cheaper(model, cheaper, sum.Totals, 1 - (cost / today), window);
                }
            }
        }
    }

    private static bool CanReplace(ModelEntry other, ModelEntry model) =>
        other is { IsDisabled: false, IsDeprecated: false, IsDeclared: true, Provider: { IsConfigured: true, Kind: not Mock } } && other.Id != model.Id && other.Quality >= model.Quality
        && (other.Can & model.Can) == model.Can && Fits(other.Context, model.Context) && Fits(other.MaxOutput, model.MaxOutput);

    // A bound that is not known is checked against nothing.
    private static bool Fits(int? other, int? model) => other is null || model is null || other >= model;

    /// <summary>What the tokens would cost today below any tier, for rollups don't know how long each prompt was; null without a price.</summary>
    private static decimal? Reckon(ModelEntry model, UsageTotals totals, DateTimeOffset now) =>
        model.PriceAt(now) is { } price && PriceArithmetic.Price(totals.Usage, price with { Tiers = [] }) is { } parts ? parts.Sum + (parts.PerRequest * (totals.Attempts - 1)) : null;

    private static CostRecommendation Cheaper(ModelEntry model, ModelEntry cheaper, UsageTotals totals, decimal share, TimeSpan window)
    {
        var saving = totals.CostNanoUsd * share * (decimal)(Month / window);
        var evidence = JsonSerializer.Serialize(new
        {
            model = model.Id,
            cheaper = cheaper.Id,
            quality = model.Quality,
            cheaperQuality = cheaper.Quality,
            tokens = totals.Usage.Total,
            costNanoUsd = totals.CostNanoUsd,
            share = decimal.Round(share, 4),
            days = Math.Round(window.TotalDays, 2),
        });
        return new CostRecommendation(
            "cheaper_model",
            model.Id,
            string.Create(CultureInfo.InvariantCulture, $"{cheaper.Id} can do the same at a quality of {cheaper.Quality:0.##} ({model.Id}: {model.Quality:0.##}) for {share:P0} less, by the tokens of the period."),
            decimal.ToInt64(Math.Min(decimal.Round(saving), long.MaxValue)),
            evidence);
    }
}
