using Banyan.Gateway.Budgets;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Conversations;
using Banyan.TestKit;
using Banyan.TestKit.Budgets;
using Banyan.Wire;
using Banyan.Wire.Usage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Budgets;

/// <summary>The step of budgets with counters in memory: asks of about 103 prompt tokens at 1 USD and at most 10 completion tokens at 2 USD per million.</summary>
internal sealed class BudgetBench : IBudgetStore, IChangeNotices, IBudgetObserver, IReroute
{
    private static readonly PriceRow Price = new() { Id = "p", PerMillion = new TokenPrices { Input = 1, Output = 2 } };
    private readonly BudgetLedger _ledger;

    /// <summary>An ask with a bound on its completion.</summary>
    public static AskLens Bounded { get; } = new() { Model = "lab/small", TextBytes = 400, MaxOutputTokens = 10 };

    /// <summary>The same without.</summary>
    public static AskLens Unbounded { get; } = new() { Model = "lab/small", TextBytes = 400 };

    /// <summary>The claim of one ask: a tenth more than its prompt, and all its completion, in 10⁻⁹ USD.</summary>
    public const long Claim = 134_000;

    public BudgetBench(params BudgetRule[] rules)
    {
        Rules = [.. rules];
        Clock = new FakeClock(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
        Model = TestExchange.SmallModel(Price);
        Counters = new MemoryCounters(Spending, Spending);
        var catalog = new FixedCatalog(new TestExchange(Clock) { Model = Model }.Build().Catalog);
        Book = new BudgetBook(this, catalog, this, Clock, NullLogger<BudgetBook>.Instance);
        Desk = new BudgetDesk(Book, this, Counters, catalog, this, Clock);
        Book.LookAsync(default).GetAwaiter().GetResult();
        var pricing = new Pricing();
        Alerts = new BudgetAlerts(this, [this], Clock, NullLogger<BudgetAlerts>.Instance);
        Settler = new BudgetSettler(Counters, Clock, NullLogger<BudgetSettler>.Instance);
        _ledger = new BudgetLedger(Book, new SwitchedCounters(this), Settler, Alerts, new BudgetChoice(this, pricing, Clock));
        Reservations = new Reservations([_ledger], pricing);
        Step = new BudgetStep(Reservations, pricing);
    }

    public FakeClock Clock { get; }

    public ModelEntry Model { get; }

    public List<BudgetRule> Rules { get; }

    public FakeSpending Spending { get; } = new();

    public MemoryCounters Counters { get; }

    public BudgetBook Book { get; }

    public BudgetDesk Desk { get; }

    public BudgetSettler Settler { get; }

    public BudgetAlerts Alerts { get; }

    public Reservations Reservations { get; }

    public BudgetStep Step { get; }

    public bool IsAway { get; set; }

    public List<BudgetAlert> Told { get; } = [];

    /// <summary>Asks that a budget had no room for.</summary>
    public int Refusals { get; private set; }

    public List<string> Reroutes { get; } = [];

    public Exchange Ask(string service = "billing", AskLens? lens = null, string user = "ada", string? feature = null, params ModelEntry[] candidates)
    {
        var exchange = new TestExchange(Clock)
        {
            Model = Model,
            Lens = lens ?? Bounded,
            Caller = new Caller { Tenant = "default", Service = service, KeyId = "Ab12Cd34", Grants = Grants.All, User = user, Feature = feature },
        }.Build();
        exchange.Candidates = candidates.Length == 0 ? [new Candidate(Model)] : [.. candidates.Select(model => new Candidate(model))];
        return exchange;
    }

    /// <summary>The model under another name, so many times as dear.</summary>
    public ModelEntry Times(decimal dearer, string name) =>
        Model with { Name = name, Prices = [Price with { PerMillion = new TokenPrices { Input = dearer, Output = 2 * dearer } }] };

    /// <summary>Answers with one attempt of so much cost.</summary>
    public Next Costing(long nanoUsd) => (exchange, _) =>
    {
        var attempt = new TestExchange(Clock) { Model = Model }.Try(exchange);
        attempt.Charge = new Charge(new TokenUsage { Uncached = 100, Output = 10 }, false, nanoUsd, "p");
        return new(Gateway.Tests.Spine.TestAnswers.Of(Gateway.Tests.Spine.TestAnswers.Event("x")));
    };

    public async Task<CounterReading> ReadAsync(string budget = "b", string scopeId = "billing")
    {
        var entry = Book.Index.All.Single(one => one.Rule.Id == budget);
        return (await Counters.ReadAsync([entry.LineOf(scopeId, Clock.GetUtcNow())], default)).Single();
    }

    public static BudgetRule Rule(long limit, OnExceeded onExceeded = OnExceeded.Block, string id = "b") =>
        new() { Id = id, Scope = BudgetScope.Service, ScopeId = "*", Period = BudgetPeriod.Daily, LimitNanoUsd = limit, OnExceeded = onExceeded, DegradeTo = onExceeded == OnExceeded.Degrade ? "cheap" : null };

    public Failure? Rank(Exchange exchange, string name)
    {
        Reroutes.Add(name);
        exchange.Candidates = [new Candidate(Model with { Name = name, Prices = [Price with { PerMillion = new TokenPrices { Input = 0.1m, Output = 0.2m } }] })];
        return null;
    }

    Task<StoredBudgets> IBudgetStore.ReadAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(new StoredBudgets([.. Rules], []));

    Task<bool> IBudgetStore.TryAlertAsync(BudgetAlert alert, CancellationToken cancellationToken) => Task.FromResult(true);

    void IBudgetObserver.Reached(BudgetAlert alert) => Told.Add(alert);

    void IBudgetObserver.Refused(BudgetLine line) => Refusals++;

    Task<bool> IBudgetStore.PutAsync(BudgetRule rule, AuditAct act, CancellationToken cancellationToken)
    {
        Rules.RemoveAll(one => one.Id == rule.Id);
        Rules.Add(rule);
        return Task.FromResult(true);
    }

    Task<bool> IBudgetStore.RemoveAsync(string tenant, string id, AuditAct act, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IBudgetStore.OverrideAsync(string tenant, BudgetOverride change, AuditAct act, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlyList<BudgetAlert>> IBudgetStore.AlertsAsync(string tenant, int most, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IChangeNotices.TellAsync(string topic, string text, CancellationToken cancellationToken) => Task.CompletedTask;

    IDisposable IChangeNotices.Listen(string topic, Action<string> heard) => new MemoryStream();

    /// <summary>The counters, which may be away.</summary>
    private sealed class SwitchedCounters(BudgetBench bench) : IBudgetCounters
    {
        public ValueTask<HoldResult> HoldAsync(Guid exchange, IReadOnlyList<BudgetLine> lines, long amount, DateTimeOffset expires, CancellationToken cancellationToken) =>
            bench.IsAway ? throw new StoreAwayException("away", new IOException()) : bench.Counters.HoldAsync(exchange, lines, amount, expires, cancellationToken);

        public ValueTask SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken) => bench.Counters.SettleAsync(settlements, cancellationToken);

        public ValueTask<IReadOnlyList<CounterReading>> ReadAsync(IReadOnlyList<BudgetLine> lines, CancellationToken cancellationToken) => bench.Counters.ReadAsync(lines, cancellationToken);

        public ValueTask<IReadOnlyList<CounterReading>> OfBudgetAsync(string budgetId, DateTimeOffset periodStart, int most, CancellationToken cancellationToken) =>
            bench.Counters.OfBudgetAsync(budgetId, periodStart, most, cancellationToken);

        public ValueTask<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken) => bench.Counters.ExpireAsync(now, cancellationToken);
    }
}
