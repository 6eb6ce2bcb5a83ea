using System.Globalization;
using System.Security.Cryptography;
using Banyan.Gateway.Budgets;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Switches;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Attacks;
using Banyan.Host.Tests.Processes;
using Banyan.TestKit;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Banyan.Host.Tests.Robustness;

/// <summary>PostgreSQL is away when the service starts: it starts from its copy if it has a fit one, else it lives and waits; nothing says 401, and nobody starts it again.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class StartOutageTests : IAsyncLifetime
{
    private const string Unseen = "a-key-that-nobody-made-93847561";

    private readonly TempFolder _folder = new();
    private PostgresServer? _server;
    private ScriptedWall? _wall;
    private string _database = "";

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync(durable: true);
        _database = await _server.CreateDatabaseAsync();
        _wall = ScriptedWall.Start(AttackBench.Good);
        var master = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, "data")).FullName, "master.key");
        await File.WriteAllTextAsync(master, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        File.SetUnixFileMode(master, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public async ValueTask DisposeAsync()
    {
        await _wall!.DisposeAsync();
        await _server!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Without_a_copy_it_lives_is_not_ready_and_serves_as_soon_as_the_database_is_there()
    {
        await _server!.StopAsync();
        await using var node = await StartAsync();
        await ShouldWaitAsync(node, Unseen);

        await _server.ResumeAsync();
        await Patience.UntilAsync(async () => await node.HealthAsync("ready") is (200, var text) && text.Contains("\"ready\"", StringComparison.Ordinal));
        await node.BeginAsync();
        await AskAllAsync(node);
    }

    [Fact]
    public async Task Nobody_is_let_in_before_switches_and_budgets_are_known_again()
    {
        string key;
        await using (var before = await StartAsync())
        {
            key = await before.BeginAsync();
            var by = before.Services.GetRequiredService<KeyRing>().Find(key).Caller!;
            (await before.Services.GetRequiredService<IKillSwitches>().SetAsync(by, SwitchScope.Feature, "stopped", false, "a test", null, default)).Failure.ShouldBeNull();
            var rule = new BudgetRule { Id = "", Tenant = by.Tenant, Scope = BudgetScope.Feature, ScopeId = "spent", Period = BudgetPeriod.Daily, LimitNanoUsd = 1 };
            (await before.Services.GetRequiredService<IBudgets>().SetAsync(by, rule, null, default)).Failure.ShouldBeNull();
        }

        File.Delete(Path.Combine(_folder.Path, "data", "last-good.bin"));
        await _server!.StopAsync();
        await using var node = await StartAsync();
        node.Present(key);
        var resuming = _server.ResumeAsync();
        var seen = new HashSet<int>();
        await Patience.UntilAsync(async () =>
        {
            foreach (var feature in (string[])["stopped", "spent"])
            {
                using var refused = await HostCall.AskAsync(node.Http, WireTalk.Of('C'), false, "Hello", ("x-banyan-feature", feature));
                await refused.RestAsync();
                seen.Add(refused.Status);
            }

            return seen.Contains(403) && seen.Contains(429);
        });
        await resuming;
        seen.ShouldBeSubsetOf([403, 429, 503]);
    }

    [Fact]
    public async Task From_a_copy_it_serves_known_keys_with_the_switches_thrown_and_settles_when_the_database_is_back()
    {
        string key;
        await using (var before = await StartAsync())
        {
            key = await before.BeginAsync();
            await AskAllAsync(before);
            var by = before.Services.GetRequiredService<KeyRing>().Find(key).Caller!;
            (await before.Services.GetRequiredService<IKillSwitches>().SetAsync(by, SwitchScope.Feature, "stopped", false, "a test", null, default)).Failure.ShouldBeNull();
        }

        await _server!.StopAsync();
        await using (var late = await StartAsync(TimeSpan.FromHours(25)))
        {
            await ShouldWaitAsync(late, key);
        }

        var copy = Path.Combine(_folder.Path, "data", "last-good.bin");
        File.GetUnixFileMode(copy).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var whole = await File.ReadAllBytesAsync(copy);
        var altered = whole.ToArray();
        altered[altered.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(copy, altered);
        await using (var misled = await StartAsync())
        {
            await ShouldWaitAsync(misled, key);
        }

        await File.WriteAllBytesAsync(copy, whole);
        await using var node = await StartAsync(TimeSpan.FromHours(23));
        node.Present(key);
        (await node.HealthAsync("ready")).Text.ShouldContain("\"degraded\"");
        await AskAllAsync(node);
        using (var stopped = await HostCall.AskAsync(node.Http, WireTalk.Of('C'), false, "Hello", ("x-banyan-feature", "stopped")))
        {
            stopped.Status.ShouldBe(403);
        }

        // A key in good form that the copy does not know: it may have been made since.
        await ShouldBeAwayAsync(node, Unseen);

        await _server.ResumeAsync();
        var spool = node.Services.GetRequiredService<IUsageSpool>();
        await Patience.UntilAsync(async () => (await node.HealthAsync("ready")).Text.Contains("\"ready\"", StringComparison.Ordinal) && spool.Pending == 0);
        await AskAllAsync(node);
        await Patience.UntilAsync(async () => spool.Pending == 0 && await RowsAsync() == 3 * WireTalk.All.Count);
        using var unknown = await HostCall.AskAsync(node.Http, WireTalk.Of('C'), false, "Hello", ("Authorization", $"Bearer {Unseen}"));
        unknown.Status.ShouldBe(401, "now it is known that there is no such key");
    }

    [Fact]
    public async Task A_schema_of_a_later_release_refuses_the_start_in_words()
    {
        await using (var before = await StartAsync())
        {
            await before.BeginAsync();
        }

        await using (var source = NpgsqlDataSource.Create(_database))
        await using (var later = source.CreateCommand("INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (99999, 'later', 'x', 'now')"))
        {
            await later.ExecuteNonQueryAsync();
        }

        (await Should.ThrowAsync<Banyan.Storage.Sql.SchemaException>(async () => await StartAsync())).Message.ShouldContain("or a newer one");
    }

    private static async Task ShouldWaitAsync(StartedNode node, string key)
    {
        (await node.HealthAsync("live")).Status.ShouldBe(200);
        var (status, text) = await node.HealthAsync("ready");
        (status, text.Contains("\"not ready\"", StringComparison.Ordinal)).ShouldBe((503, true), text);
        await ShouldBeAwayAsync(node, key);
    }

    private static async Task ShouldBeAwayAsync(StartedNode node, string key)
    {
        foreach (var talk in WireTalk.All)
        {
            using var refused = await HostCall.AskAsync(node.Http, talk, false, "Hello", ("Authorization", $"Bearer {key}"));
            await refused.RestAsync();
            refused.Status.ShouldBe(talk.Letter == 'A' ? 529 : 503, refused.Text);
            AttackBench.ShouldBeError(talk.Letter.ToString(CultureInfo.InvariantCulture), refused.Text);
            refused.Head.ShouldContain(line => line.StartsWith("Retry-After:", StringComparison.Ordinal));
        }
    }

    private static async Task AskAllAsync(StartedNode node)
    {
        foreach (var talk in WireTalk.All)
        {
            using var call = await HostCall.AskAsync(node.Http, talk, false, "Hello");
            await call.RestAsync();
            call.Status.ShouldBe(200, call.Text);
        }
    }

    private async Task<long> RowsAsync()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand("SELECT count(*) FROM usage_log WHERE outcome = 'succeeded'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private Task<StartedNode> StartAsync(TimeSpan later = default) => StartedNode.StartAsync(
        _folder.Path, AttackBench.Yaml(_wall!), new LaterClock(later), ("BANYAN__storage__database", _database), ("PROVIDER_KEY", AttackBench.ProviderKey));

    /// <summary>The real clock, seen from later.</summary>
    private sealed class LaterClock(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + later;
    }
}
