using Banyan.Gateway.Alerting.Rules;
using Banyan.Gateway.Alerting.Watching;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Conversations;
using Banyan.Gateway.Tests.Metering;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Tests.Alerting;

/// <summary>What is too much, and what is not quite.</summary>
public sealed class AlertWatchTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly RecordingAlertStore _store = new();
    private readonly FixedSource _source = new();
    private readonly LogLines _log = new();
    private readonly AlertRuleBook _book;
    private readonly TrafficReadings _traffic;
    private readonly AlertWatch _watch;

    public AlertWatchTests()
    {
        _book = new AlertRuleBook(_store, new FixedCatalog(new TestExchange(_clock).Build().Catalog));
        _traffic = new TrafficReadings(_book, _clock);
        _watch = new AlertWatch([new BrokenSource(), _source, _traffic], _book, _store, new QuietNotices(), _clock, _log);
    }

    public void Dispose() => _watch.Dispose();

    /// <summary>Alerts the log was told of.</summary>
    private List<string> Told => [.. _log.Lines.Where(line => line.StartsWith("alert ", StringComparison.Ordinal))];

    [Theory]
    [InlineData(AlertKinds.ErrorRate, 0.0501, 0.05)]
    [InlineData(AlertKinds.LatencyP95, 10.01, 10.0)]
    [InlineData(AlertKinds.BudgetThreshold, 0.8, 0.79)]
    [InlineData(AlertKinds.BudgetExceeded, 1.0, 0.99)]
    [InlineData(AlertKinds.CircuitOpen, 1, 0)]
    [InlineData(AlertKinds.AllCandidatesDown, 1, 0)]
    [InlineData(AlertKinds.RateLimitNear, 0.901, 0.9)]
    [InlineData(AlertKinds.UnpricedModel, 1, 0)]
    [InlineData(AlertKinds.UsageEstimatedShare, 0.051, 0.05)]
    [InlineData(AlertKinds.ConfigRejected, 1, 0)]
    [InlineData(AlertKinds.CredentialDead, 1, 0)]
    [InlineData(AlertKinds.KeyExpiring, 13.9, 14)]
    [InlineData(AlertKinds.SpoolBacklog, 61, 60)]
    [InlineData(AlertKinds.DirectModeOn, 1, 0)]
    [InlineData(AlertKinds.WebhookFailing, 10, 9)]
    public async Task Each_kind_fires_beyond_its_threshold_and_not_just_short_of_it(string kind, double tooMuch, double fine)
    {
        _source.Readings = [new Reading(kind, "service", "billing", tooMuch, "too much"), new Reading(kind, "service", "crm", fine, "fine")];
        await _watch.LookAsync(default);
        var (alert, cleanAt, repeatBefore) = _store.Fired.ShouldHaveSingleItem();
        (alert.Kind, alert.Subject, alert.Value, alert.Tenant).ShouldBe((kind, "service:billing", tooMuch, "default"));
        cleanAt.ShouldBe(_clock.GetUtcNow() + (2 * AlertKind.Find(kind)!.Window));
        repeatBefore.ShouldBe(_clock.GetUtcNow().AddHours(-4));
        alert.Runbook.ShouldBe($"docs/runbooks/{kind.Replace('_', '-')}.md");
        _store.Resolved.ShouldBe([_clock.GetUtcNow()]);
    }

    [Fact]
    public async Task The_rule_of_one_comes_before_that_of_all_and_a_muted_one_is_silent()
    {
        _store.Rules.Add(Rule("", "", 0.5, true));
        _store.Rules.Add(Rule("service", "billing", 0.01, true) with { Webhooks = [Guid.CreateVersion7()], Severity = AlertSeverity.Info });
        _store.Rules.Add(Rule("service", "crm", 0.01, false));
        _source.Readings = [Rate("billing", 0.02), Rate("crm", 0.9), Rate("shop", 0.4), Rate("web", 0.6), new Reading(AlertKinds.ErrorRate, "service", "web", 0.4, "") { Tenant = "other" }];
        await _watch.LookAsync(default);
        _store.Fired.Select(one => (one.Alert.Tenant, one.Alert.Subject, one.Alert.Threshold)).ShouldBe([("default", "service:billing", 0.01), ("default", "service:web", 0.5), ("other", "service:web", 0.05)]);
        (_store.Fired[0].Alert.Severity, _store.Fired[0].Alert.Webhooks.Count).ShouldBe((AlertSeverity.Info, 1));
        _book.Of("default").Count(rule => rule.Kind == AlertKinds.ErrorRate).ShouldBe(3);
        _book.Of("other").Count.ShouldBe(AlertKind.All.Count);
    }

    [Fact]
    public async Task A_budgets_own_threshold_holds_where_nobody_set_a_rule()
    {
        _source.Readings = [new Reading(AlertKinds.BudgetThreshold, "budget", "b1/billing", 0.55, "") { Threshold = 0.5 }];
        await _watch.LookAsync(default);
        _store.Fired.ShouldHaveSingleItem().Alert.Threshold.ShouldBe(0.5);
        _store.Rules.Add(Rule("", "", 0.6, true) with { Kind = AlertKinds.BudgetThreshold });
        await _watch.LookAsync(default);
        _store.Fired.Count.ShouldBe(1);
    }

    [Fact]
    public async Task While_the_store_is_away_what_is_too_much_by_the_rules_read_last_is_told_in_the_log_once_and_opened_when_it_is_back()
    {
        _store.Rules.Add(Rule("service", "crm", 0.95, true));
        await _watch.LookAsync(default);
        _store.IsAway = true;
        _source.Readings = [Rate("billing", 0.9), Rate("crm", 0.9)];
        await _watch.LookAsync(default);
        await _watch.LookAsync(default);
        _source.Readings = [Rate("billing", 0.9), Rate("shop", 0.9)];
        await _watch.LookAsync(default);
        _store.Fired.ShouldBeEmpty();
        Told.ShouldBe(["alert error_rate for service:billing (Critical): ", "alert error_rate for service:shop (Critical): "]);

        _store.IsAway = false;
        _source.Readings = [Rate("billing", 0.9)];
        await _watch.LookAsync(default);
        _store.Fired.ShouldHaveSingleItem().Alert.Subject.ShouldBe("service:billing");
        Told.Count.ShouldBe(2, "it was told");

        _store.IsAway = true;
        await _watch.LookAsync(default);
        Told.Count.ShouldBe(3, "another time it is away");
        _log.Lines.Count(line => line.StartsWith("Alerts can't be read", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_store_that_goes_away_while_it_is_told_is_told_of_the_rest_when_it_is_back()
    {
        _source.Readings = [Rate("billing", 0.9), Rate("shop", 0.9)];
        _store.IsReadOnly = true;
        await _watch.LookAsync(default);
        Told.Count.ShouldBe(2);
        _store.IsReadOnly = false;
        await _watch.LookAsync(default);
        _store.Fired.Count.ShouldBe(2);
        Told.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Failures_count_from_twenty_calls_on_for_all_and_for_the_service_and_leave_the_window()
    {
        for (var call = 0; call < 19; call++)
        {
            Ended(call == 0 ? Outcome.Failed : Outcome.Succeeded);
        }

        await _watch.LookAsync(default);
        _store.Fired.ShouldBeEmpty("19 calls say nothing");
        Ended(Outcome.Succeeded);
        await _watch.LookAsync(default);
        _store.Fired.ShouldBeEmpty("one of twenty is not more than a twentieth");
        Ended(Outcome.TimedOut);
        await _watch.LookAsync(default);
        _store.Fired.Select(one => (one.Alert.Kind, one.Alert.Subject)).ShouldBe([(AlertKinds.ErrorRate, "all"), (AlertKinds.ErrorRate, "service:tests")], ignoreOrder: true);
        _store.Fired.Clear();
        _clock.Advance(TimeSpan.FromMinutes(6));
        await _watch.LookAsync(default);
        _store.Fired.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_callers_do_wrong_and_what_budgets_refuse_is_no_error()
    {
        for (var call = 0; call < 100; call++)
        {
            Ended(Outcome.Refused, new Failure(FailureKind.OverBudget, "budget_exceeded", "x"));
            Ended(Outcome.Failed, new Failure(FailureKind.CallerFault, "invalid_request", "x"));
            Ended(Outcome.Cancelled);
        }

        await _watch.LookAsync(default);
        _store.Fired.ShouldBeEmpty();
    }

    [Fact]
    public async Task Slow_answers_are_seen_at_their_95th_percentile()
    {
        for (var call = 0; call < 100; call++)
        {
            Ended(Outcome.Succeeded, null, call < 96 ? 1 : 40);
        }

        await _watch.LookAsync(default);
        _store.Fired.ShouldBeEmpty();
        for (var call = 0; call < 5; call++)
        {
            Ended(Outcome.Succeeded, null, 40);
        }

        await _watch.LookAsync(default);
        _store.Fired.Select(one => one.Alert.Kind).Distinct(StringComparer.Ordinal).ShouldBe([AlertKinds.LatencyP95]);
        _store.Fired[0].Alert.Value.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_model_without_a_price_and_estimated_tokens_are_told()
    {
        for (var call = 0; call < 20; call++)
        {
            Ended(Outcome.Succeeded, null, 1, new Charge(new TokenUsage { Uncached = 1 }, IsEstimated: call < 2, call == 0 ? null : 5, null));
        }

        await _watch.LookAsync(default);
        _store.Fired.Select(one => one.Alert.Kind).Order(StringComparer.Ordinal).ShouldBe([AlertKinds.UnpricedModel, AlertKinds.UsageEstimatedShare]);
        _store.Fired.Clear();
        _clock.Advance(TimeSpan.FromMinutes(6));
        await _watch.LookAsync(default);
        _store.Fired.Select(one => one.Alert.Kind).ShouldBe([AlertKinds.UsageEstimatedShare]);
    }

    [Fact]
    public async Task Usage_that_waits_while_none_is_taken_is_told_and_a_configuration_that_is_refused()
    {
        var spool = new MemorySpool();
        var readings = new SpoolReadings(spool, _clock);
        (await readings.ReadAsync(default)).ShouldBeEmpty();
        spool.Waiting = 7;
        (await readings.ReadAsync(default)).ShouldHaveSingleItem().Value.ShouldBeLessThan(60);
        _clock.Advance(TimeSpan.FromSeconds(61));
        (await readings.ReadAsync(default)).ShouldHaveSingleItem().Value.ShouldBeGreaterThan(60);
        spool.Taken = 3;
        (await readings.ReadAsync(default)).ShouldBeEmpty("some were taken");

        var config = new ConfigReadings();
        config.Rejected("CFG030 aliases.fast: no such model", 2);
        (await config.ReadAsync(default)).ShouldHaveSingleItem().Summary.ShouldContain("CFG030");
        config.Applied(new TestExchange(_clock).Build().Catalog);
        (await config.ReadAsync(default)).ShouldBeEmpty();
    }

    private static Reading Rate(string service, double value) => new(AlertKinds.ErrorRate, "service", service, value, "");

    private static AlertRule Rule(string scope, string scopeId, double threshold, bool isEnabled) =>
        new(Guid.CreateVersion7().ToString("D"), "default", AlertKinds.ErrorRate, scope, scopeId, threshold, TimeSpan.FromMinutes(5), AlertSeverity.Critical, isEnabled, []);

    private void Ended(Outcome outcome, Failure? failure = null, double seconds = 1, Charge? charge = null)
    {
        var exchange = new TestExchange(_clock) { Caller = new Caller { Tenant = "default", Service = "tests", KeyId = "Ab12Cd34", Grants = Grants.All } }.Build();
        if (charge is not null)
        {
            exchange.Attempts.Add(new Attempt(1, new Candidate(TestExchange.SmallModel()), _clock.GetUtcNow(), _clock.GetTimestamp()) { WasSent = true, Charge = charge });
        }

        _traffic.Ended(new ExchangeRecord(exchange, outcome, failure, TimeSpan.FromSeconds(seconds), TimeSpan.Zero, null));
    }

    private sealed class FixedSource : IAlertSource
    {
        public IReadOnlyList<Reading> Readings { get; set; } = [];

        public ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken) => new(Readings);
    }

    private sealed class BrokenSource : IAlertSource
    {
        public ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("A source that is broken.");
    }

    private sealed class QuietNotices : IChangeNotices
    {
        public Task TellAsync(string topic, string text, CancellationToken cancellationToken) => Task.CompletedTask;

        public IDisposable Listen(string topic, Action<string> heard) => new MemoryStream();
    }
}
