using Banyan.Storage.Postgres;
using Banyan.Storage.Sql;
using Banyan.Storage.Sqlite;
using Banyan.TestKit;
using Dapper;

namespace Banyan.Storage.Tests.Sql;

public sealed class MigratorTests(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_second_start_runs_no_step_again(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        await Migrator(test).RunAsync(default);
        (await CountAsync(test)).ShouldBe(Migration.Of(test.Database.Name).Count);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_schema_newer_than_the_release_refuses_the_start(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var newer = Migration.Of(test.Database.Name).Append(new Migration(Migration.Of(test.Database.Name)[^1].Number + 1, "later", "CREATE TABLE later (id integer)")).ToList();
        await new Migrator(test.Database, newer, _clock).RunAsync(default);
        (await Should.ThrowAsync<SchemaException>(Migrator(test).RunAsync(default))).Message.ShouldContain("newer");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_step_changed_after_it_ran_refuses_the_start(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var changed = Migration.Of(test.Database.Name).Select((step, i) => i == 0 ? step with { Sql = step.Sql + " " } : step).Select(step => new Migration(step.Number, step.Name, step.Sql)).ToList();
        await Should.ThrowAsync<SchemaException>(new Migrator(test.Database, changed, _clock).RunAsync(default));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_step_that_fails_leaves_nothing_behind(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var before = await CountAsync(test);
        var broken = Migration.Of(test.Database.Name).Append(new Migration(99, "broken", "CREATE TABLE half (id integer); INSERT INTO nowhere VALUES (1);")).ToList();
        await Should.ThrowAsync<Exception>(new Migrator(test.Database, broken, _clock).RunAsync(default));
        (await CountAsync(test)).ShouldBe(before);
        await Should.ThrowAsync<Exception>(test.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM half"), default));
    }

    [Fact]
    public async Task No_statement_on_a_server_is_waited_for_longer_than_two_seconds()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        (await test.Database.ReadAsync(connection => Task.FromResult(connection.CreateCommand().CommandTimeout), default)).ShouldBe(2);
    }

    [Fact]
    public async Task An_empty_database_gets_all_steps_or_none()
    {
        using var folder = new TempFolder();
        await using var database = new SqliteDatabase(folder.File("new.db"));
        var broken = Migration.Of("Sqlite").Append(new Migration(9_999, "broken", "INSERT INTO nowhere VALUES (1)")).ToList();
        await Should.ThrowAsync<Exception>(new Migrator(database, broken, _clock).RunAsync(default));
        (await TablesAsync(database)).ShouldBe(["schema_migrations"]);
        await new Migrator(database, Migration.Of("Sqlite"), _clock).RunAsync(default);
        (await TablesAsync(database)).Count.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Steps_of_an_upgrade_stay_when_a_later_one_fails()
    {
        using var folder = new TempFolder();
        await using var database = new SqliteDatabase(folder.File("old.db"));
        await new Migrator(database, [.. Migration.Of("Sqlite").Take(3)], _clock).RunAsync(default);
        var broken = Migration.Of("Sqlite").Take(5).Append(new Migration(9_999, "broken", "INSERT INTO nowhere VALUES (1)")).ToList();
        await Should.ThrowAsync<Exception>(new Migrator(database, broken, _clock).RunAsync(default));
        (await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM schema_migrations"), default)).ShouldBe(5);
    }

    [Fact]
    public async Task Nodes_that_start_together_migrate_once()
    {
        var connection = await postgres.Server.CreateDatabaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var node = new PostgresDatabase(connection);
            await new Migrator(node, Migration.Of("Postgres"), _clock).RunAsync(default);
        })));
        await using var database = new PostgresDatabase(connection);
        (await database.ReadAsync(node => node.ExecuteScalarAsync<long>("SELECT count(*) FROM schema_migrations"), default)).ShouldBe(Migration.Of("Postgres").Count);
    }

    [Fact]
    public void Both_databases_have_the_same_steps() =>
        Migration.Of("Sqlite").Select(step => (step.Number, step.Name)).ShouldBe(Migration.Of("Postgres").Select(step => (step.Number, step.Name)));

    [Fact]
    public async Task A_server_that_is_not_there_is_away_and_not_a_bug()
    {
        await using var database = new PostgresDatabase("Host=/nonexistent-banyan;Username=postgres;Database=none");
        await Should.ThrowAsync<Gateway.Spine.StoreAwayException>(new Migrator(database, Migration.Of("Postgres"), _clock).RunAsync(default));
    }

    [Fact]
    public async Task The_systems_sqlite_is_preferred_to_the_bundled_one()
    {
        using var folder = new TempFolder();
        await using var database = new SqliteDatabase(folder.File("v.db"));
        var version = await database.ReadAsync(connection => connection.ExecuteScalarAsync<string>("SELECT sqlite_version()"), default);
        var isSystem = System.Runtime.InteropServices.NativeLibrary.TryLoad("libsqlite3.so.0", out _);
        (Version.Parse(version!) > new Version(3, 35, 5)).ShouldBe(isSystem);
    }

    private Migrator Migrator(TestDatabase test) => new(test.Database, Migration.Of(test.Database.Name), _clock);

    private static async Task<List<string>> TablesAsync(SqliteDatabase database) =>
        [.. await database.ReadAsync(connection => connection.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"), default)];

    private static Task<long> CountAsync(TestDatabase test) =>
        test.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM schema_migrations"), default);
}
