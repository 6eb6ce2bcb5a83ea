using System.Collections.Frozen;
using System.Text.Json;
using Banyan.Gateway;
using Banyan.Gateway.Limits;
using Banyan.Gateway.Routing;
using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Routing.Rules;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Benchmarks.Routing;

/// <summary>The router alone: so many candidates behind <c>auto</c>, or one that is named, and so many rules of which none is obeyed. Limits are on, as in every configuration that does not say otherwise.</summary>
internal sealed class RouteBed : ISwitches, IRoutingRuleStore, IModelStatsStore, IChangeNotices, ILimitStore
{
    private readonly IRoutes _routes;
    private readonly Exchange _exchange;

    public RouteBed(int candidates, int rules, string asked = "auto", string? kind = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        services.AddSingleton<ISwitches>(this).AddSingleton<IRoutingRuleStore>(this).AddSingleton<IModelStatsStore>(this).AddSingleton<IChangeNotices>(this).AddSingleton<ILimitStore>(this);
        _routes = services.AddGateway().BuildServiceProvider().GetRequiredService<IRoutes>();
        _exchange = Ask(Catalog(candidates, rules), asked, kind);
    }

    /// <summary>Decides once.</summary>
    public RouteDecision? Decide() => _routes.Explain(_exchange).Decision;

    public KillSwitch? Of(Caller caller) => null;

    public bool IsAnyThrown(string tenant) => false;

    public KillSwitch? Of(string tenant, ModelEntry model) => null;

    public KillSwitch? OfIntent(string tenant, string key) => null;

    public bool IsDirect(string tenant) => false;

    public Task<IReadOnlyList<StoredRule>> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<StoredRule>>([]);

    public Task<bool> PutAsync(StoredRule rule, AuditAct act, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<bool> RemoveAsync(Guid id, AuditAct act, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task AddAsync(IReadOnlyList<ModelStat> seen, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<ModelStat>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ModelStat>>([]);

    public Task<RecentAnswer?> WhoAnsweredAsync(string tenant, Guid request, CancellationToken cancellationToken) => Task.FromResult<RecentAnswer?>(null);

    public Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task TellAsync(string topic, string text, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<long> RevisionAsync(CancellationToken cancellationToken) => Task.FromResult(0L);

    public Task<LimitPage> ReadAllAsync(CancellationToken cancellationToken) => Task.FromResult(new LimitPage(0, []));

    public Task PutAsync(LimitRule rule, AuditAct act, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> RemoveAsync(string tenant, LimitScope scope, string scopeId, AuditAct act, CancellationToken cancellationToken) => Task.FromResult(false);

    public IDisposable Listen(string topic, Action<string> heard) => throw new NotSupportedException();

    private static CatalogSnapshot Catalog(int candidates, int rules)
    {
        var providers = Enumerable.Range(0, 10).Select(i => new Provider { Name = $"p{i}", Kind = "openai", Dialects = [DialectId.OpenAiChat], Quirks = FrozenDictionary<string, string>.Empty }).ToArray();
        var models = Enumerable.Range(0, candidates).Select(i => new ModelEntry
        {
            Provider = providers[i % providers.Length],
            Name = $"model-{i}",
            Context = 100_000,
            Quality = 0.4 + (i % 50 / 100.0),
            FirstToken = TimeSpan.FromMilliseconds(200 + (37 * i % 900)),
            Prices = [new PriceRow { Id = $"price-{i}", PerMillion = new TokenPrices { Input = 0.1m + (i % 30), Output = 0.4m + (i % 30 * 4) } }],
        }).ToArray();
        return new CatalogSnapshot
        {
            Version = 1,
            Providers = providers.ToFrozenDictionary(provider => provider.Name, StringComparer.Ordinal),
            Models = models.ToFrozenDictionary(model => model.Id, StringComparer.Ordinal),
            ModelsByName = FrozenDictionary<string, IReadOnlyList<ModelEntry>>.Empty,
            Aliases = FrozenDictionary<string, ModelAlias>.Empty,
            Rules = [.. Enumerable.Range(0, rules).Select(Rule)],
            Limits = new LimitPolicy { IsEnabled = true },
        };
    }

    /// <summary>Three conditions each; the last of them fails.</summary>
    private static RoutingRule Rule(int number) => new()
    {
        Name = $"rule-{number}",
        Target = "p0/model-0",
        When = JsonDocument.Parse($$$"""{"all": [{"service": {"eq": "billing"}}, {"estimatedInputTokens": {"lt": 80000}}, {"feature": {"in": ["f{{{number}}}", "g{{{number}}}"]}}]}""").RootElement,
    };

    private static Exchange Ask(CatalogSnapshot catalog, string asked, string? kind)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { model = asked, stream = true, messages = new[] { new { role = "user", content = new string('a', 2_000) } } });
        return new Exchange
        {
            Id = ExchangeId.New(TimeProvider.System),
            Caller = new Caller { Tenant = "default", Service = "billing", KeyId = "Ab12Cd34", Grants = Grants.All, Feature = "digest" },
            Door = "openai-chat",
            Operation = Operation.Chat,
            Catalog = catalog,
            Deadline = Deadline.After(TimeSpan.FromHours(1), TimeProvider.System),
            Prompt = kind is null ? null : new PromptUse(Guid.Empty, Guid.Empty, "digest", 1) { Category = kind },
            StartedAt = TimeProvider.System.GetUtcNow(),
            StartTimestamp = TimeProvider.System.GetTimestamp(),
            Ask = new WireBody(DialectTable.Get(DialectId.OpenAiChat), body, Operation.Chat),
        };
    }
}
