using Banyan.Gateway.Alerting.Reporting;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Conversations;
using Banyan.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Alerting;

/// <summary>When yesterday is told of.</summary>
public sealed class DailyReportsTests : IDisposable
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private readonly FakeClock _clock = new(Midnight.AddMinutes(5).AddTicks(-1));
    private readonly NotedReports _store = new();
    private readonly DailyReports _reports;

    public DailyReportsTests() => _reports = new DailyReports(_store, new LocalLeases(), _clock, NullLogger<DailyReports>.Instance);

    public void Dispose() => _reports.Dispose();

    [Fact]
    public async Task Yesterday_is_told_of_five_minutes_after_midnight_and_once()
    {
        await _reports.LookAsync(default);
        _store.Asked.ShouldBe(0);
        _clock.Advance(TimeSpan.FromTicks(1));
        await _reports.LookAsync(default);
        _store.Told.ShouldBe([("default", Midnight.AddDays(-1)), ("other", Midnight.AddDays(-1))]);
        _clock.Advance(TimeSpan.FromHours(20));
        await _reports.LookAsync(default);
        _store.Asked.ShouldBe(1, "the day is done");
        _clock.Advance(TimeSpan.FromHours(4));
        await _reports.LookAsync(default);
        _store.Told.Count.ShouldBe(4);
        _store.Told[^1].Day.ShouldBe(Midnight);
    }

    [Fact]
    public async Task While_the_store_is_away_it_is_tried_again_and_those_told_already_are_not_told_again()
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        _store.IsAwayAfter = 1;
        await _reports.LookAsync(default);
        _store.Told.ShouldBe([("default", Midnight.AddDays(-1))]);
        _store.IsAwayAfter = int.MaxValue;
        await _reports.LookAsync(default);
        _store.Told.ShouldBe([("default", Midnight.AddDays(-1)), ("other", Midnight.AddDays(-1))]);
    }

    private sealed class NotedReports : IReportStore
    {
        private static readonly string[] Tenants = ["default", "other"];

        public int Asked { get; private set; }

        public int IsAwayAfter { get; set; } = int.MaxValue;

        public List<(string Tenant, DateTimeOffset Day)> Told { get; } = [];

        public Task<IReadOnlyList<string>> DueAsync(DateTimeOffset day, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult<IReadOnlyList<string>>([.. Tenants.Where(tenant => !Told.Contains((tenant, day)))]);
        }

        public Task<bool> TellAsync(string tenant, DateTimeOffset day, DateTimeOffset now, CancellationToken cancellationToken)
        {
            if (Told.Count >= IsAwayAfter)
            {
                throw new StoreAwayException("away");
            }

            Told.Add((tenant, day));
            return Task.FromResult(true);
        }
    }
}
