using Banyan.Intents.Memory;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Settings;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Flow;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Intents.Tests.Memory;

public sealed class JournalSweepTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly SeenUpkeep _journals = new();

    [Fact]
    public async Task Every_tenant_keeps_its_journals_for_its_own_time()
    {
        var settings = IntentSettingsReader.Read(Texts.Json("""{"memory":{"keepDays":20,"journalDays":60,"tenants":{"acme":{"journalDays":7},"brief":{"keepDays":3}}}}"""), "/", isDemo: false);
        (settings.Memory.KeepDaysOf("acme"), settings.Memory.KeepDaysOf("brief"), settings.Memory.KeepDaysOf("default")).ShouldBe((20, 3, 20));

        (await Sweep(settings).SweepAsync(default)).ShouldBe((0, 0));

        _journals.Expired.ShouldBe([("acme", Noon.AddDays(-7)), ("brief", Noon.AddDays(-60)), ("default", Noon.AddDays(-60))]);
        _journals.Emptied.ShouldBe(["acme", "brief", "default"]);
    }

    [Fact]
    public async Task What_is_left_of_a_large_heap_is_taken_in_the_same_round()
    {
        _journals.Heap = 450;

        (await Sweep(new IntentSettings()).SweepAsync(default)).Gone.ShouldBe(450);
    }

    [Fact]
    public void Ninety_days_are_kept_where_nothing_else_is_said() => new MemorySettings().JournalDaysOf("anybody").ShouldBe(90);

    private JournalSweep Sweep(IntentSettings settings) => new(_journals, new FixedSettings(settings), new FakeClock(Noon), NullLogger<JournalSweep>.Instance);

    private sealed class SeenUpkeep : IJournalUpkeep
    {
        public List<(string Tenant, DateTimeOffset Before)> Expired { get; } = [];

        public List<string> Emptied { get; } = [];

        /// <summary>So many runs of the first tenant are too old.</summary>
        public int Heap { get; set; }

        public Task<IReadOnlyList<string>> TenantsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(["acme", "brief", "default"]);

        public Task<int> EmptyAsync(string tenant, string subjectId, string conversationId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> EmptyOrphansAsync(string tenant, int most, CancellationToken cancellationToken)
        {
            Emptied.Add(tenant);
            return Task.FromResult(0);
        }

        public Task<int> ExpireAsync(string tenant, DateTimeOffset before, int most, CancellationToken cancellationToken)
        {
            Expired.Add((tenant, before));
            var gone = Math.Min(most, Heap);
            Heap -= gone;
            return Task.FromResult(gone);
        }

        public Task<bool> AmendAsync(JournalAppend append, long head, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
