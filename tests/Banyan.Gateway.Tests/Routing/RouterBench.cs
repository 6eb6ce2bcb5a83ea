using System.Collections.Frozen;
using System.Text.Json;
using Banyan.Gateway.Attempts;
using Banyan.Gateway.Routing;
using Banyan.Gateway.Routing.Choosing;
using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Routing.Rules;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Attempts;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Routing;

/// <summary>A router of one node, with models and rules as a test says, its own clock and its own dice.</summary>
internal sealed class RouterBench : IRoutingRuleStore, IModelStatsStore, IChangeNotices
{
    private readonly List<StoredRule> _rules = [];

    public RouterBench(int seed = 7, FakeClock? clock = null)
    {
        Clock = clock ?? new FakeClock();
        Keys = new KeyHealth(Clock, NullLogger<KeyHealth>.Instance);
        Health = new CandidateHealth(Keys, Clock, NullLogger<CandidateHealth>.Instance);
        Book = new RuleBook(this, this, Clock, NullLogger<RuleBook>.Instance);
        Tally = new EvidenceTally(Clock);
        Learning = new RouteLearning(Vitals, Affinity = new AffinityTable(Clock), Recent, Tally, Clock);
        Counts = new RuleCounts(Clock);
        var wall = new RouteWall(new OpenSwitches());
        Plans = new RoutePlans(Health, Vitals, Room, Book);
        Decider = new RouteDecider(Plans, new RuleChoice(wall, Learning, Counts), new CandidateOrder(new CandidateLook(wall, Room, Learning, Affinity, Clock), new Random(seed)), wall, Clock);
        Judge = new Judgements(Recent, this, Vitals, Tally, Clock);
    }

    public FakeClock Clock { get; }

    /// <summary>Providers at their rate limit.</summary>
    public WideRoom Room { get; } = new();

    public KeyHealth Keys { get; }

    public CandidateHealth Health { get; }

    public VitalsBook Vitals { get; } = new();

    public AffinityTable Affinity { get; }

    public RecentAnswers Recent { get; } = new();

    public EvidenceTally Tally { get; }

    public RouteLearning Learning { get; }

    public RuleBook Book { get; }

    public RuleCounts Counts { get; }

    public RoutePlans Plans { get; }

    public RouteDecider Decider { get; }

    public Judgements Judge { get; }

    public List<ModelStat> Kept { get; } = [];

    public static ModelEntry Model(string provider, string name, decimal inputUsd = 1, double quality = 0.5, double firstMs = 1000, double tokenMs = 20, int priority = 100, int? context = 100_000, AskNeeds can = AskNeeds.Streaming) => new()
    {
        Name = name,
        Context = context,
        Can = can,
        Quality = quality,
        FirstToken = TimeSpan.FromMilliseconds(firstMs),
        PerToken = TimeSpan.FromMilliseconds(tokenMs),
        Prices = [inputUsd == 0 ? PriceRow.Free : new PriceRow { Id = $"{provider}/{name}", PerMillion = new TokenPrices { Input = inputUsd, CachedInput = inputUsd / 10, Output = inputUsd * 4 } }],
        Provider = new Provider { Name = provider, Kind = "openai", Priority = priority, Dialects = [DialectId.OpenAiChat], Quirks = FrozenDictionary<string, string>.Empty },
    };

    public static CatalogSnapshot Snapshot(IReadOnlyList<ModelEntry> models, IReadOnlyList<RoutingRule>? rules = null, RoutingPolicy? policy = null, IReadOnlyList<ModelAlias>? aliases = null)
    {
        // One object for each provider, as a configuration has it.
        var providers = models.Select(model => model.Provider).GroupBy(provider => provider.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        ModelEntry[] entries = [.. models.Select(model => model with { Provider = providers[model.Provider.Name] })];
        var byId = entries.ToFrozenDictionary(model => model.Id, StringComparer.Ordinal);
        return new CatalogSnapshot
        {
            Version = 3,
            Providers = providers.ToFrozenDictionary(StringComparer.Ordinal),
            Models = byId,
            ModelsByName = entries.GroupBy(model => model.Name, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => (IReadOnlyList<ModelEntry>)[.. group.OrderBy(model => model.Provider.Priority)], StringComparer.Ordinal),
            Aliases = (aliases ?? []).Select(alias => alias with { Targets = [.. alias.Targets.Select(target => target with { Model = byId[target.Model.Id] })], Fallbacks = [.. alias.Fallbacks.Select(model => byId[model.Id])] })
                .ToFrozenDictionary(alias => alias.Name, StringComparer.Ordinal),
            Rules = [.. (rules ?? []).OrderByDescending(rule => rule.Priority)],
            Routing = policy ?? new RoutingPolicy { Explore = 0 },
        };
    }

    public static RoutingRule Rule(string name, string target, string when = "{}", int priority = 0, bool shadow = false) =>
        new() { Name = name, Target = target, Priority = priority, IsShadow = shadow, When = JsonDocument.Parse(when).RootElement };

    public Exchange Ask(CatalogSnapshot catalog, string model = "auto", AskLens? lens = null, Caller? caller = null, string door = "openai-chat", Composition? composed = null, PromptUse? prompt = null, string body = "{}", AskNeeds requires = AskNeeds.None, int leastContext = 0) => new()
    {
        Id = ExchangeId.New(Clock),
        Caller = caller ?? new Caller { Tenant = "default", Service = "billing", KeyId = "Ab12Cd34", Grants = Grants.All },
        Door = door,
        Operation = Operation.Chat,
        Catalog = catalog,
        Deadline = Deadline.After(TimeSpan.FromSeconds(600), Clock),
        StartedAt = Clock.GetUtcNow(),
        StartTimestamp = Clock.GetTimestamp(),
        Ask = new WireBody(new PlainDialect(lens ?? new AskLens { Model = model, TextBytes = 4_000, Streams = true }), System.Text.Encoding.UTF8.GetBytes(body), Operation.Chat),
        Composed = composed,
        Prompt = prompt,
        Requires = requires,
        LeastContext = leastContext,
    };

    /// <summary>Decides about an ask.</summary>
    public RouteDecision Decide(CatalogSnapshot catalog, string model = "auto") => Decide(Ask(catalog, model));

    public RouteDecision Decide(Exchange exchange)
    {
        Decider.Decide(exchange, exchange.Ask.Lens.Model, asksRules: true).ShouldBeNull();
        return exchange.Decision!;
    }

    /// <summary>Fails a model until its circuit opens.</summary>
    public void Kill(CatalogSnapshot catalog, string id)
    {
        for (var i = 0; i < catalog.Breaker.Failures; i++)
        {
            var candidate = new Candidate(catalog.Models[id]);
            if (Health.TryEnter(candidate, catalog))
            {
                Health.Exit(candidate, false, catalog);
            }
        }
    }

    public Task<IReadOnlyList<StoredRule>> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<StoredRule>>([.. _rules]);

    public Task<bool> PutAsync(StoredRule rule, AuditAct act, CancellationToken cancellationToken)
    {
        _rules.RemoveAll(one => one.Id == rule.Id);
        _rules.Add(rule);
        return Task.FromResult(true);
    }

    public Task<bool> RemoveAsync(Guid id, AuditAct act, CancellationToken cancellationToken) => Task.FromResult(_rules.RemoveAll(one => one.Id == id) == 1);

    public Task TellAsync(string topic, string text, CancellationToken cancellationToken) => Task.CompletedTask;

    public IDisposable Listen(string topic, Action<string> heard) => new MemoryStream();

    public Task AddAsync(IReadOnlyList<ModelStat> seen, CancellationToken cancellationToken)
    {
        Kept.AddRange(seen);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ModelStat>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ModelStat>>([.. Kept.Where(stat => stat.Hour >= since)]);

    public Task<RecentAnswer?> WhoAnsweredAsync(string tenant, Guid request, CancellationToken cancellationToken) => Task.FromResult<RecentAnswer?>(null);

    public Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        Kept.RemoveAll(stat => stat.Hour < before);
        return Task.CompletedTask;
    }
}
