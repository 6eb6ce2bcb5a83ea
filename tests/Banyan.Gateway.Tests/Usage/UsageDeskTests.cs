using Banyan.Gateway.Budgets;
using Banyan.Gateway.Metering.Reports;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Budgets;
using Banyan.Gateway.Tests.Conversations;
using Banyan.TestKit;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Tests.Usage;

public sealed class UsageDeskTests : IUsageEditing, IServiceTeams
{
    private static readonly Caller Operator = new() { Tenant = "default", Service = "ops", KeyId = "Op12Op34", Grants = Grants.All };
    private readonly BudgetBench _budgets = new(BudgetBench.Rule(1_000_000));
    private readonly Dictionary<Guid, UsageRow> _rows = [];
    private readonly HashSet<string> _keys = [];
    private readonly List<AuditAct> _acts = [];
    private readonly UsageDesk _desk;

    public UsageDeskTests()
    {
        var catalog = new FixedCatalog(new TestExchange(_budgets.Clock) { Model = _budgets.Model }.Build().Catalog);
        _desk = new UsageDesk(this, catalog, new BudgetCorrections(_budgets.Book, _budgets.Counters, _budgets.Clock), this, _budgets.Clock);
    }

    [Fact]
    public async Task A_correction_is_a_row_beside_the_row_and_the_budget_of_its_period_follows()
    {
        var row = Add(_budgets.Clock.GetUtcNow());
        await _budgets.ReadAsync();

        var (change, failure) = await _desk.AdjustAsync(Operator, row.Id, -400, "refunded by the provider", default);

        failure.ShouldBeNull();
        change.ShouldNotBeNull();
        (change.RequestId, change.OccurredAt, change.Service, change.Outcome, change.CostNanoUsd, change.Usage.Total).ShouldBe((row.RequestId, row.OccurredAt, row.Service, Outcome.Adjusted, -400, 0));
        change.Id.ShouldNotBe(row.Id);
        change.Units.ShouldNotBeNull().ShouldContain("refunded by the provider");
        (await _budgets.ReadAsync()).SpentNanoUsd.ShouldBe(-400);
        (await _budgets.ReadAsync()).ReservedNanoUsd.ShouldBe(0);
        _acts.ShouldHaveSingleItem().Target.ShouldBe($"usage:{row.Id:D}");
    }

    [Fact]
    public async Task A_correction_is_counted_from_its_own_slice_and_not_from_that_of_its_row()
    {
        var (row, slice) = (Add(_budgets.Clock.GetUtcNow()), Guid.CreateVersion7());
        _rows[row.Id] = row with { BudgetSlice = Guid.CreateVersion7() };
        (await _desk.AdjustAsync(Operator, row.Id, -400, "refunded", default)).Row!.BudgetSlice.ShouldBeNull("one node has no slices");

        var sliced = new UsageDesk(this, new FixedCatalog(new TestExchange(_budgets.Clock) { Model = _budgets.Model }.Build().Catalog), new Sliced(slice), this, _budgets.Clock);
        (await sliced.AdjustAsync(Operator, row.Id, -400, "refunded", default)).Row!.BudgetSlice.ShouldBe(slice);
        var call = new ReportedCall(_budgets.Clock.GetUtcNow().AddMinutes(-1), "billing", "ada", null, "lab/small", new TokenUsage { Uncached = 100 }, "one");
        await sliced.ReportAsync(Operator, [call], default);
        _rows.Values.Single(one => one.Door == UsageDesk.Door).BudgetSlice.ShouldBe(slice);
    }

    [Fact]
    public async Task A_correction_of_a_period_that_is_over_leaves_the_one_under_way_alone()
    {
        var row = Add(_budgets.Clock.GetUtcNow().AddDays(-3));
        (await _desk.AdjustAsync(Operator, row.Id, 500, "late invoice", default)).Failure.ShouldBeNull();
        (await _budgets.ReadAsync()).SpentNanoUsd.ShouldBe(0);
    }

    [Theory]
    [InlineData(0, "why")]
    [InlineData(5, " ")]
    [InlineData(1_000_000_000_000_001, "why")]
    public async Task A_correction_wants_an_amount_and_a_reason(long nanoUsd, string reason)
    {
        var row = Add(_budgets.Clock.GetUtcNow());
        (await _desk.AdjustAsync(Operator, row.Id, nanoUsd, reason, default)).Failure!.Code.ShouldBe("invalid_request");
        _rows.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_tenants_row_is_not_there_and_a_correction_is_not_corrected()
    {
        var row = Add(_budgets.Clock.GetUtcNow());
        (await _desk.AdjustAsync(Operator with { Tenant = "other" }, row.Id, 5, "why", default)).Failure!.Code.ShouldBe("not_found");
        var (change, _) = await _desk.AdjustAsync(Operator, row.Id, 5, "why", default);
        (await _desk.AdjustAsync(Operator, change!.Id, 5, "why", default)).Failure!.Code.ShouldBe("invalid_request");
    }

    [Fact]
    public async Task A_reported_call_is_priced_counted_once_and_its_budget_follows()
    {
        var call = new ReportedCall(_budgets.Clock.GetUtcNow().AddMinutes(-1), "billing", "ada", null, "lab/small", new TokenUsage { Uncached = 100, Output = 10 }, "one");

        (await _desk.ReportAsync(Operator, [call, call with { IdempotencyKey = "two" }], default)).ShouldBe((2, null));
        (await _desk.ReportAsync(Operator, [call, call with { At = call.At.AddSeconds(1) }], default)).ShouldBe((0, null));

        // 100 tokens at 1 USD and 10 at 2 USD per million, twice.
        (await _budgets.ReadAsync()).SpentNanoUsd.ShouldBe(240_000);
        _rows.Values.ShouldAllBe(row => row.Door == "report" && row.CostNanoUsd == 120_000 && row.PriceId == "p" && row.Service == "billing" && row.Team == "money");
        _rows.Keys.ShouldAllBe(id => id.Version == 7);
    }

    [Fact]
    public async Task What_can_not_be_priced_or_is_too_old_is_refused_whole()
    {
        var good = new ReportedCall(_budgets.Clock.GetUtcNow(), "billing", null, null, "lab/small", new TokenUsage { Uncached = 1 }, "one");
        foreach (var (bad, param) in new[]
        {
            (good with { Model = "lab/unknown" }, "entries[1].model"), (good with { At = good.At.AddDays(-31) }, "entries[1]"), (good with { At = good.At.AddHours(1) }, "entries[1]"),
            (good with { IdempotencyKey = "" }, "entries[1]"), (good with { Service = " " }, "entries[1]"),
            (good with { User = "ada\0" }, "entries[1].userId"), (good with { Feature = "a\u0085" }, "entries[1].feature"), (good with { Service = "b\n" }, "entries[1].service"),
            (good with { IdempotencyKey = "two\0" }, "entries[1].idempotencyKey"),
        })
        {
            var (added, failure) = await _desk.ReportAsync(Operator, [good, bad], default);
            (added, failure!.Param).ShouldBe((0, param));
        }

        (await _desk.ReportAsync(Operator, [], default)).Failure!.Param.ShouldBe("entries");
        _rows.ShouldBeEmpty();
        _acts.ShouldBeEmpty();
    }

    string? IServiceTeams.TeamOf(string tenant, string service) => (tenant, service) == ("default", "billing") ? "money" : null;

    Task<UsageRow?> IUsageEditing.FindAsync(string tenant, Guid id, CancellationToken cancellationToken) =>
        Task.FromResult(_rows.TryGetValue(id, out var row) && row.Tenant == tenant ? row : null);

    Task IUsageEditing.AdjustAsync(UsageRow row, AuditAct act, CancellationToken cancellationToken)
    {
        _rows.Add(row.Id, row);
        _acts.Add(act);
        return Task.CompletedTask;
    }

    Task<IReadOnlyList<UsageRow>> IUsageEditing.ReportAsync(IReadOnlyList<(string IdempotencyKey, UsageRow Row)> entries, AuditAct act, CancellationToken cancellationToken)
    {
        var added = entries.Where(entry => _keys.Add(entry.IdempotencyKey)).Select(entry => entry.Row).ToList();
        added.ForEach(row => _rows.Add(row.Id, row));
        _acts.Add(act);
        return Task.FromResult<IReadOnlyList<UsageRow>>(added);
    }

    private UsageRow Add(DateTimeOffset at)
    {
        var id = Guid.CreateVersion7(at);
        var row = new UsageRow
        {
            Id = id,
            OccurredAt = at,
            RequestId = id,
            AttemptNo = 1,
            Tenant = "default",
            Service = "billing",
            UserId = "ada",
            ApiKeyId = "Ab12Cd34",
            Door = "openai-chat",
            Model = "lab/small",
            Usage = new TokenUsage { Uncached = 5 },
            CostNanoUsd = 1_000,
            Outcome = Outcome.Succeeded,
        };
        _rows.Add(id, row);
        return row;
    }

    /// <summary>Budgets of a node that holds a slice.</summary>
    private sealed class Sliced(Guid slice) : IBudgetCorrections
    {
        public ValueTask<(Guid Begun, Guid? Slice)?> BeginAsync(Caller caller, DateTimeOffset arrivedAt, CancellationToken cancellationToken) => new((Guid.CreateVersion7(), slice));

        public ValueTask EndAsync(IReadOnlyList<(Guid Begun, long NanoUsd)> ends) => default;
    }
}
