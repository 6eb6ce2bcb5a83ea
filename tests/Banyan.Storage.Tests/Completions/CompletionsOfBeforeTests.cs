using Banyan.Gateway.Completions;
using Banyan.Storage.Completions;
using Banyan.Storage.Postgres;
using Banyan.Storage.Routing;
using Banyan.Storage.Sql;
using Banyan.Storage.Sqlite;
using Banyan.TestKit;
using Dapper;

namespace Banyan.Storage.Tests.Completions;

/// <summary>Completions of the release that wrote answers into a table of their own are read, looked for and erased like all others.</summary>
public sealed class CompletionsOfBeforeTests(PostgresFixture postgres)
{
    private const int OneRow = 122;
    private const string Ask =
        "INSERT INTO completion_requests (id, created_at, tenant_id, requested_by_service, api_key_id, door, dialect, operation, model_preference, estimated_tokens, outcome) "
        + "VALUES (@Id, @At, 'default', 'shop', 'Ab12Cd34', 'graphql', 'openai-chat', 'chat', 'fast', 12, 'succeeded')";

    private const string Answer =
        "INSERT INTO completion_responses (request_id, request_at, tenant_id, provider_id, model_id, prompt_tokens, completion_tokens, total_tokens, latency_ms, overhead_us, cost_nusd, cached, decision, completed_at) "
        + """VALUES (@Id, @At, 'default', 'lab', 'lab/small', 11, 7, 18, 640, 210, 1234, @No, '{"requested":"fast","resolvedBy":"alias","considered":[],"weighed":"fast"}', @At)""";

    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Answers_that_stand_in_a_table_of_their_own_are_read_with_what_was_asked(string kind)
    {
        using var folder = new TempFolder();
        await using Database database = kind == "postgres" ? new PostgresDatabase(await postgres.Server.CreateDatabaseAsync()) : new SqliteDatabase(folder.File("before.db"));
        await new Migrator(database, [.. Migration.Of(database.Name).Where(step => step.Number < OneRow)], _clock).RunAsync(default);
        var (before, beside) = (Guid.CreateVersion7(Rows.Noon), Guid.CreateVersion7(Rows.Noon.AddMinutes(1)));
        await AddAsync(database, before, Rows.Noon);

        await new Migrator(database, Migration.Of(database.Name), _clock).RunAsync(default);
        // A node that still runs the release before.
        await AddAsync(database, beside, Rows.Noon.AddMinutes(1));

        var store = new CompletionStore(database);
        var found = (await store.FindAsync("default", before, default))!.Answer!;
        (found.Model, found.Provider, found.PromptTokens, found.CompletionTokens, found.LatencyMs, found.OverheadUs, found.CostNanoUsd, found.IsCached, found.CompletedAt)
            .ShouldBe(("lab/small", "lab", 11, 7, 640, 210, 1234L, false, Rows.Noon));
        found.Decision!.Weighed.ShouldBe("fast");
        (await store.ListAsync(new CompletionQuery("default") { Models = ["lab/small"], Search = "SMALL" }, default)).Select(row => row.Id).ShouldBe([beside, before]);
        (await new ModelStatsStore(database).WhoAnsweredAsync("default", before, default))!.Model.ShouldBe("lab/small");
        (await store.ExpireAsync(Rows.Noon.AddMinutes(2), 10, default)).ShouldBe(2);
        (await database.Across.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM completion_responses"), default)).ShouldBe(0);
    }

    private static Task<int> AddAsync(Database database, Guid id, DateTimeOffset at) => database.Across.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            Ask + "; " + Answer, new { Id = database.Form.Id(id), At = database.Form.Instant(at), No = database.Form.Truth(false) }, transaction),
        default);
}
