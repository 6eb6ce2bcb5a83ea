using Banyan.Gateway.Alerting.Sending;
using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;
using Banyan.Host.Doors;
using Banyan.Host.Telemetry.Tracing;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>What is read from its owners when somebody asks.</summary>
internal sealed class LiveGauges(ICatalog catalog, ICandidateHealth health, IUsageSpool spool, BudgetGauge budgets, LimitUse limits, IWebhookBacklog webhooks, SpanLoss spans, AskRoom room, TimeProvider time)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<IFamily> All { get; } =
    [
        new LiveFamily(Names.Breaker, () => Providers(catalog.Current, health)),
        new LiveFamily(Names.ModelBreaker, () => Models(catalog.Current, health)),
        new LiveFamily(Names.SpoolRows, () => [One(spool.Pending)]),
        new LiveFamily(Names.BanyanSpoolRows, () => [One(spool.Pending)]),
        new LiveFamily(Names.BudgetUsed, () => budgets.Ratios),
        new LiveFamily(Names.WebhookBacklog, () => [One(webhooks.Waiting)]),
        new LiveFamily(Names.WebhookOldest, () => [One(webhooks.Oldest is { } oldest ? Math.Max((time.GetUtcNow() - oldest).TotalSeconds, 0) : 0)]),
        new LiveFamily(Names.Generation, () => [One(catalog.Current.Version)]),
        new LiveFamily(Names.LimitUsed, () => limits.Fullest().Select(one => KeyValuePair.Create(new LabelSet(LimitWords.Of(one.Key)), one.Value))),
        new LiveFamily(Names.LimitRefusals, () => Refusals(limits)),
        new LiveFamily(Names.Room, () => [One(room.Bound)]),
        new LiveFamily(Names.Line, () => [One(room.Line.TotalSeconds)]),
        new LiveFamily(Names.Shed, () => [One(room.Refused)]),
        new LiveFamily(Names.SpansDropped, () => [One(spans.Dropped)]),
        new LiveFamily(Names.Build, () => [new(new LabelSet(BuildVersion.Text), 1)]),
    ];

    private static KeyValuePair<LabelSet, double> One(double value) => new(default, value);

    private static IEnumerable<KeyValuePair<LabelSet, double>> Refusals(LimitUse limits) =>
        limits.Refusals.Select(one => KeyValuePair.Create(new LabelSet(LimitWords.Of(one.Scope), LimitWords.Of(one.Unit), LimitWords.Of(one.IsShadow ? LimitMode.Shadow : LimitMode.Enforce)), (double)one.Count));

    private static IEnumerable<KeyValuePair<LabelSet, double>> Models(CatalogSnapshot catalog, ICandidateHealth health) =>
        catalog.Models.Values.Where(model => model.Provider.IsConfigured).Take(Family<CounterCell>.MostSeries)
            .Select(model => KeyValuePair.Create(new LabelSet(model.Provider.Name, model.Id), (double)health.GateOf(new Candidate(model), catalog)));

    /// <summary>A provider without declared models still has a circuit of its own: it is read under a name no model has.</summary>
    private static IEnumerable<KeyValuePair<LabelSet, double>> Providers(CatalogSnapshot catalog, ICandidateHealth health)
    {
        var worst = catalog.Providers.Values.Where(provider => provider.IsConfigured).ToDictionary(
            provider => provider.Name,
            provider => health.GateOf(new Candidate(new ModelEntry { Provider = provider, Name = "" }), catalog),
            StringComparer.Ordinal);
        foreach (var model in catalog.Models.Values.Where(model => model.Provider.IsConfigured))
        {
            var gate = health.GateOf(new Candidate(model), catalog);
            worst[model.Provider.Name] = gate > worst.GetValueOrDefault(model.Provider.Name) ? gate : worst.GetValueOrDefault(model.Provider.Name);
        }

        return worst.Select(entry => KeyValuePair.Create(new LabelSet(entry.Key), (double)entry.Value));
    }
}
