using Banyan.Intents.Memory;
using Banyan.Intents.Running.Journal;
using Banyan.Storage.Conversations;
using Banyan.Storage.Journal;
using Banyan.Storage.Postgres;
using Banyan.Storage.Sql;
using Banyan.TestKit;
using Dapper;
using Npgsql;

namespace Banyan.Storage.Tests.Tenants;

/// <summary>The second wall between tenants: what PostgreSQL holds when a statement forgets its filter.</summary>
public sealed class TenantWallTests(PostgresFixture postgres)
{
    // All that people wrote, or that was written to them; a new table of the kind belongs here and into a migration.
    private static readonly string[] Walled =
    [
        "completion_errors", "completion_requests", "completion_responses", "conversation_messages", "conversations", "feedback", "idempotency_keys", "intent_confirmations", "intent_entities",
        "intent_events", "intent_runs", "intent_unmet", "kept_conversations", "kept_messages", "prompt_examples", "shadow_diffs", "stored_responses", "tool_executions", "tool_turns",
    ];

    private readonly FakeClock _clock = new(Rows.Noon);

    [Fact]
    public async Task Every_table_that_holds_what_people_wrote_is_behind_it_also_for_its_owner()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        (await NamesAsync(
            test.Database.Across,
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relrowsecurity AND c.relforcerowsecurity AND p.polname = 'tenant_wall' ORDER BY c.relname COLLATE \"C\"")).ShouldBe(Walled);
    }

    [Fact]
    public async Task A_statement_without_its_filter_sees_its_own_tenants_rows_alone_and_without_a_tenant_none()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        foreach (var tenant in new[] { "acme", "other" })
        {
            await FillAsync(test.Database, tenant);
        }

        foreach (var table in new[] { "conversations", "conversation_messages", "intent_entities", "intent_runs", "intent_events" })
        {
            var forgetful = $"SELECT DISTINCT tenant_id FROM {table} ORDER BY tenant_id";
            (await NamesAsync(test.Database.Of("acme"), forgetful)).ShouldBe(["acme"], table);
            (await NamesAsync(test.Database.Across, forgetful)).ShouldBe(["acme", "other"], table);
            (await test.Database.RowsAsync(forgetful, null, row => row.GetString(0), default)).ShouldBeEmpty(table);
        }

        (await test.Database.Of("acme").WriteAsync(transaction => transaction.Connection!.ExecuteAsync("UPDATE conversations SET title = 'taken'", transaction: transaction), default)).ShouldBe(1);
        (await test.Database.Of("acme").WriteAsync(transaction => transaction.Connection!.ExecuteAsync("DELETE FROM intent_events", transaction: transaction), default)).ShouldBe(1);
        (await test.Database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync("DELETE FROM conversations", transaction: transaction), default)).ShouldBe(0);
        (await NamesAsync(test.Database.Across, "SELECT DISTINCT tenant_id FROM intent_events")).ShouldBe(["other"]);
        (await NamesAsync(test.Database.Across, "SELECT tenant_id FROM conversations WHERE title = 'taken'")).ShouldBe(["acme"]);
    }

    [Fact]
    public async Task A_row_of_another_tenant_cannot_be_written_nor_given_away()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        await FillAsync(test.Database, "acme");
        const string Turn = "INSERT INTO tool_turns (tenant_id, call_key, turn, expires_at) VALUES (@tenant, 'k', '{}', now())";
        (await test.Database.Of("acme").WriteAsync(transaction => transaction.Connection!.ExecuteAsync(Turn, new { tenant = "acme" }, transaction), default)).ShouldBe(1);
        foreach (var view in new Func<string, object, Task<int>>[]
        {
            (sql, values) => test.Database.Of("acme").WriteAsync(transaction => transaction.Connection!.ExecuteAsync(sql, values, transaction), default),
            (sql, values) => test.Database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(sql, values, transaction), default),
        })
        {
            (await Should.ThrowAsync<PostgresException>(view(Turn, new { tenant = "other" }))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }

        (await Should.ThrowAsync<PostgresException>(test.Database.Of("acme").WriteAsync(transaction => transaction.Connection!.ExecuteAsync("UPDATE tool_turns SET tenant_id = 'other'", transaction: transaction), default)))
            .SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Whose_a_connection_was_is_forgotten_with_its_work()
    {
        await using var database = new PostgresDatabase(await postgres.Server.CreateDatabaseAsync() + ";Maximum Pool Size=1");
        await new Migrator(database, Migration.Of(database.Name), _clock).RunAsync(default);
        await FillAsync(database, "acme");
        const string All = "SELECT tenant_id FROM conversations";
        (await NamesAsync(database.Of("acme"), All)).ShouldBe(["acme"]);
        (await database.RowsAsync(All, null, row => row.GetString(0), default)).ShouldBeEmpty("the same connection, and nobody's work");
        (await NamesAsync(database.Of("other"), All)).ShouldBeEmpty();
        await Should.ThrowAsync<PostgresException>(database.Of("acme").ReadAsync(connection => connection.ExecuteAsync("SELECT nothing FROM conversations"), default));
        (await database.RowsAsync(All, null, row => row.GetString(0), default)).ShouldBeEmpty("also after work that broke");
        Should.Throw<ArgumentException>(() => database.Of("*"));
    }

    [Fact]
    public async Task What_a_statement_gives_is_its_own_whatever_way_it_is_read()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        var view = test.Database.Of("acme");
        string[] wanted = ["b", "c"];
        (await view.ReadAsync(connection => connection.ExecuteScalarAsync<int>("SELECT 7"), default)).ShouldBe(7);
        (await view.ReadAsync(connection => connection.ExecuteScalarAsync<int?>("SELECT 7 WHERE false"), default)).ShouldBeNull();
        (await view.ReadAsync(connection => connection.QueryFirstAsync<string>("SELECT current_setting('banyan.tenant')"), default)).ShouldBe("acme");
        (await view.ReadAsync(connection => connection.QuerySingleAsync<string>("SELECT @Word", new { Word = "it's; fine" }), default)).ShouldBe("it's; fine");
        (await view.ReadAsync(connection => connection.QueryAsync<string>("SELECT x FROM (VALUES ('a'), ('b'), ('c')) AS v (x) WHERE x = ANY(@wanted) ORDER BY x", new { wanted }), default)).ShouldBe(wanted);
        (await view.WriteAsync(
            async transaction =>
            {
                var connection = transaction.Connection!;
                var put = await connection.ExecuteAsync(
                    "INSERT INTO tool_turns (tenant_id, call_key, turn, expires_at) VALUES ('acme', @Key, '{}', now())", wanted.Select(key => new { Key = key }), transaction);
                var first = await connection.QueryFirstAsync<string>("SELECT call_key FROM tool_turns ORDER BY call_key DESC", transaction: transaction);
                return (put, first, await connection.ExecuteAsync("DELETE FROM tool_turns", transaction: transaction));
            },
            default)).ShouldBe((2, "c", 2));
    }

    [Fact]
    public async Task A_node_of_the_release_before_goes_on_beside_this_one()
    {
        var connectionString = await postgres.Server.CreateDatabaseAsync();
        await using var database = new PostgresDatabase(connectionString);
        await new Migrator(database, Migration.Of(database.Name), _clock).RunAsync(default);
        await FillAsync(database, "acme");
        await using var before = NpgsqlDataSource.Create(connectionString);
        await using var connection = await before.OpenConnectionAsync();
        (await connection.ExecuteScalarAsync<string>("SELECT tenant_id FROM conversations")).ShouldBe("acme");
        (await connection.ExecuteAsync("INSERT INTO tool_turns (tenant_id, call_key, turn, expires_at) VALUES ('acme', 'k', '{}', now())")).ShouldBe(1);

        // Once none is left the guide's line takes this from every session of the role.
        await using var administrator = NpgsqlDataSource.Create(PostgresServer.AsSuperuser(connectionString));
        await using var line = administrator.CreateCommand($"ALTER ROLE {connection.UserName} IN DATABASE {connection.Database} SET banyan.tenant = ''");
        await line.ExecuteNonQueryAsync();
        await using var later = NpgsqlDataSource.Create(connectionString + ";Application Name=later");
        await using var told = await later.OpenConnectionAsync();
        (await told.ExecuteScalarAsync<string?>("SELECT tenant_id FROM conversations")).ShouldBeNull();
        (await NamesAsync(database.Of("acme"), "SELECT tenant_id FROM conversations")).ShouldBe(["acme"]);
    }

    [Fact]
    public async Task A_role_it_does_not_hold_for_is_known()
    {
        var connectionString = await postgres.Server.CreateDatabaseAsync();
        await using var ordinary = new PostgresDatabase(connectionString);
        await using var superuser = new PostgresDatabase(PostgresServer.AsSuperuser(connectionString));
        (await ordinary.IsWalledAsync(default)).ShouldBeTrue();
        (await superuser.IsWalledAsync(default)).ShouldBeFalse();
    }

    private static Task<IReadOnlyList<string>> NamesAsync(TenantView view, string sql) => view.RowsAsync(sql, null, row => row.GetString(0), default);

    private async Task FillAsync(Database database, string tenant)
    {
        var (store, owner) = (new ConversationStore(database, _clock), new ConversationOwner(tenant, "ada"));
        var talk = await store.OpenAsync(owner, "shop", null, Rows.Noon.AddDays(30), default);
        (await store.AppendAsync(owner, talk.Id, new NewMessage { Role = "user", ClientMessageId = "m1", Text = "secret of " + tenant, At = Rows.Noon, ExpiresAt = Rows.Noon.AddDays(30) }, default)).ShouldNotBeNull();
        await store.SaveStateAsync(owner, talk.Id, null, [new KeptEntity("order", "1002", "desk", true, Rows.Noon)], default);
        var begun = await new JournalStore(database).BeginAsync(
            new NewRun
            {
                Tenant = tenant,
                Id = "run-" + tenant,
                ConversationId = talk.Id.ToString(),
                ClientMessageId = "m1",
                SubjectId = "ada",
                MessageHash = "h",
                Node = "n",
                At = Rows.Noon,
                Data = System.Text.Json.JsonDocument.Parse("{}").RootElement,
            },
            default);
        begun.IsNew.ShouldBeTrue();
    }
}
