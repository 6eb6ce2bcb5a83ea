using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Attacks;
using Banyan.Host.Tests.Graph;
using Banyan.Host.Tests.Processes;
using Banyan.Host.Tests.Prompts;
using Banyan.TestKit;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Banyan.Host.Tests.Robustness;

/// <summary>PostgreSQL goes away while the service runs: known keys are served, nothing says 401, and every row is there once when it is back.</summary>
public sealed class DatabaseOutageTests
{
    private const string Prompted = """{"model":"pC/up","banyan":{"prompt":"greet","variables":{}}}""";

    public static TheoryData<string> Ways => ["refused", "frozen", "no connection left", "slow"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Known_keys_are_served_and_every_row_is_stored_once_afterwards(string way)
    {
        await using var server = await PostgresServer.StartAsync(durable: true);
        var database = await server.CreateDatabaseAsync();
        await using var wall = ScriptedWall.Start(AttackBench.Good);
        await using var app = await BanyanApp.StartAsync(
            AttackBench.Yaml(wall),
            null,
            ("BANYAN__storage__database", database),
            (BanyanApp.MasterKey, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))),
            ("PROVIDER_KEY", AttackBench.ProviderKey));
        await using var elsewhere = await BanyanApp.StartAsync();
        await new PromptBench(app).PublishAsync("greet", PromptBench.Text("Hello."));
        var asks = await AskAllAsync(app);
        var spool = app.Services.GetRequiredService<IUsageSpool>();
        await Patience.UntilAsync(() => spool.Pending == 0);

        await using (await Outage.BeginAsync(way, server, database))
        {
            await Patience.UntilAsync(() => !app.Services.GetRequiredService<KeyRing>().IsCurrent);
            asks += await AskAllAsync(app);
            spool.Pending.ShouldBeGreaterThan(0);
            await RefusalsAsync(app, elsewhere.Key);
            await AdministrationAsync(app);
            asks += await AskAllAsync(app);
        }

        await Patience.UntilAsync(() => app.Services.GetRequiredService<KeyRing>().IsCurrent && spool.Pending == 0);
        asks += await AskAllAsync(app);
        asks.ShouldBe(wall.Requests.Count);
        // An attempt ends a moment after its caller has the last byte.
        var rows = (0L, 0L, 0L);
        await Patience.UntilAsync(async () => (rows = await RowsAsync(database)) == (asks, asks, 0), () => $"{rows} of {asks}");
        await Patience.UntilAsync(() => spool.Pending == 0);
        (await RowsAsync(database)).ShouldBe((asks, asks, 0));
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("frozen")]
    public async Task A_budget_that_blocks_refuses_when_what_the_node_holds_ahead_is_spent_and_is_right_afterwards(string way)
    {
        await using var server = await PostgresServer.StartAsync(durable: true);
        var database = await server.CreateDatabaseAsync();
        await using var wall = ScriptedWall.Start(AttackBench.Good);
        await using var app = await BanyanApp.StartAsync(
            AttackBench.Yaml(wall) + "budgets: [{ scope: global, period: monthly, limit: \"1000000\" }]\n",
            null,
            ("BANYAN__storage__database", database),
            (BanyanApp.MasterKey, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))),
            ("PROVIDER_KEY", AttackBench.ProviderKey));
        (await BoundedAsync(app)).ShouldBe((200, ""));

        var spending = UntilRefusedAsync(app);
        await using (await Outage.BeginAsync(way, server, database))
        {
            (await spending).ShouldBe((503, "dependency_unavailable"));
        }

        await Patience.UntilAsync(async () => (await BoundedAsync(app)).Status == 200);

        // Every answer of the wall is paid for once, those of the outage too.
        var paid = 9_000m * wall.Requests.Count / 1_000_000_000m;
        await Patience.UntilAsync(async () => await GraphClient.Of(app).AskAsync("{ budgets { currentUsage reserved } }") is { Errors.Count: 0 } read
            && decimal.Parse(read.Data.GetProperty("budgets")[0].GetProperty("currentUsage").GetString()!, CultureInfo.InvariantCulture) == paid);
    }

    /// <summary>Asks until it is refused.</summary>
    private static async Task<(int Status, string Code)> UntilRefusedAsync(BanyanApp app)
    {
        while (true)
        {
            if (await BoundedAsync(app) is { Status: not 200 } refused)
            {
                return refused;
            }
        }
    }

    private static async Task<(int Status, string Code)> BoundedAsync(BanyanApp app)
    {
        const string Ask = """{"model":"pC/up","max_tokens":3,"messages":[{"role":"user","content":"Hello"}]}""";
        using var answer = await app.Http.PostAsync(new Uri("/v1/chat/completions", UriKind.Relative), new StringContent(Ask, null, "application/json"));
        using var read = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return ((int)answer.StatusCode, read.RootElement.TryGetProperty("error", out var error) ? error.GetProperty("code").GetString()! : "");
    }

    /// <summary>What can't be known or kept without the database is refused as that, at every door in its own words.</summary>
    private static async Task RefusalsAsync(BanyanApp app, string unseen)
    {
        using var ready = await app.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        ((int)ready.StatusCode, (await ready.Content.ReadAsStringAsync()).Contains("\"degraded\"", StringComparison.Ordinal)).ShouldBe((200, true));

        foreach (var talk in WireTalk.All)
        {
            using var keyed = await HostCall.AskAsync(app.Http, talk, false, "Hello", ("Idempotency-Key", $"away-{talk.Letter}"));
            await keyed.RestAsync();
            ShouldBeAway(talk, keyed);

            // A key in good form that nobody here has seen: it may have been made on another node just now.
            using var unknown = await HostCall.AskAsync(app.Http, talk, false, "Hello", ("Authorization", $"Bearer {unseen}"));
            await unknown.RestAsync();
            ShouldBeAway(talk, unknown);
        }
    }

    /// <summary>Nothing is administered that could not be kept, and no conversation begun.</summary>
    private static async Task AdministrationAsync(BanyanApp app)
    {
        foreach (var (mutation, kept) in new[] { ("createApiKey(input: { serviceId: \"late\", name: \"late\" }) { secret }", "a key"), ("createConversation { id }", "a conversation"), ("setKillSwitch(input: { scope: FEATURE, scopeId: \"late\", reason: \"a test\" }) { id }", "a switch") })
        {
            var answer = await GraphClient.Of(app).AskAsync($"mutation {{ {mutation} }}");
            answer.Codes.ShouldBe(["UNAVAILABLE"], kept);
            answer.Errors[0].GetRawText().ShouldContain("BNY9001");
        }

        using var begun = await app.Http.PostAsync(new Uri("/intents/v1/conversations", UriKind.Relative), new StringContent("{}", null, "application/json"));
        ((int)begun.StatusCode, begun.Headers.RetryAfter is not null).ShouldBe((503, true), await begun.Content.ReadAsStringAsync());
    }

    private static void ShouldBeAway(WireTalk talk, HostCall refused)
    {
        // Anthropic's word for it has a status of its own.
        refused.Status.ShouldBe(talk.Letter == 'A' ? 529 : 503, refused.Text);
        AttackBench.ShouldBeError(talk.Letter.ToString(CultureInfo.InvariantCulture), refused.Text);
        refused.Head.ShouldContain(line => line.StartsWith("Retry-After:", StringComparison.Ordinal));
    }

    private static async Task<int> AskAllAsync(BanyanApp app)
    {
        var asks = 0;
        foreach (var talk in WireTalk.All)
        {
            foreach (var streams in (bool[])[false, true])
            {
                using var call = await HostCall.AskAsync(app.Http, talk, streams, "Hello");
                await call.RestAsync();
                call.Status.ShouldBe(200, call.Text);
                call.Text.ShouldContain("Hi");
                asks++;
            }
        }

        // What a prompt says is known to the node, too.
        using var prompted = await app.Http.PostAsync(new Uri("/v1/chat/completions", UriKind.Relative), new StringContent(Prompted, null, "application/json"));
        ((int)prompted.StatusCode).ShouldBe(200, await prompted.Content.ReadAsStringAsync());
        return asks + 1;
    }

    private static async Task<(long Rows, long Requests, long Bad)> RowsAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            "SELECT count(*), count(DISTINCT request_id), count(*) FILTER (WHERE outcome <> 'succeeded' OR source <> 'reported' OR cost_nusd <> 9000) FROM usage_log");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    /// <summary>One way of being away; disposing brings the server back.</summary>
    private sealed class Outage(Func<Task> end) : IAsyncDisposable
    {
        public static async Task<Outage> BeginAsync(string way, PostgresServer server, string database)
        {
            switch (way)
            {
                case "refused":
                    await server.StopAsync();
                    return new Outage(server.ResumeAsync);
                case "frozen":
                    await server.FreezeAsync();
                    return new Outage(server.ThawAsync);
                case "slow":
                    var holding = await HoldAllAsync(database);
                    return new Outage(async () => await holding.DisposeAsync());
                default:
                    var taken = await TakeAllAsync(database);
                    return new Outage(async () =>
                    {
                        foreach (var connection in taken)
                        {
                            await connection.DisposeAsync();
                        }
                    });
            }
        }

        public async ValueTask DisposeAsync() => await end();

        /// <summary>Makes every statement on every table wait, as a server does that is too slow for what it is asked.</summary>
        private static async Task<NpgsqlConnection> HoldAllAsync(string database)
        {
            var holder = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(PostgresServer.AsSuperuser(database)) { Pooling = false, ApplicationName = "holder" }.ConnectionString);
            await holder.OpenAsync();
            await using var hold = holder.CreateCommand();
            hold.CommandText = """
                BEGIN;
                SET LOCAL deadlock_timeout = '60s';
                DO $$ BEGIN EXECUTE (SELECT 'LOCK TABLE ' || string_agg(format('%I', tablename), ', ') || ' IN ACCESS EXCLUSIVE MODE' FROM pg_tables WHERE schemaname = 'public'); END $$
                """;
            await hold.ExecuteNonQueryAsync();
            return holder;
        }

        /// <summary>Takes every connection the server has, the service's own ones included.</summary>
        private static async Task<List<NpgsqlConnection>> TakeAllAsync(string database)
        {
            var unpooled = new NpgsqlConnectionStringBuilder(database) { Pooling = false, ApplicationName = "taker" }.ConnectionString;
            var taken = new List<NpgsqlConnection>();
            var admin = new NpgsqlConnection(unpooled);
            await admin.OpenAsync();
            taken.Add(admin);
            long others;
            do
            {
                await using (var ending = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'banyan'", admin))
                {
                    await ending.ExecuteNonQueryAsync();
                }

                while (await TryOpenAsync(unpooled) is { } connection)
                {
                    taken.Add(connection);
                }

                await using var counting = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'banyan'", admin);
                others = (long)(await counting.ExecuteScalarAsync())!;
            }
            while (others > 0);

            return taken;
        }

        private static async Task<NpgsqlConnection?> TryOpenAsync(string connectionString)
        {
            var connection = new NpgsqlConnection(connectionString);
            try
            {
                await connection.OpenAsync();
                return connection;
            }
            catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                await connection.DisposeAsync();
                return null;
            }
        }
    }
}
